import type { ApiIncident } from '#lib/domain/api-v1.ts';
import { incidentVerdict } from '#lib/domain/incident-verdict.ts';
import type { IncidentView } from '#lib/domain/incident-view.ts';

/** `baseUrl` without a slash at its end. */
export function toApiIncident(incident: IncidentView, baseUrl: string, now: Date): ApiIncident {
  const { id, kind, port, line, upstreamLine, state, severity, facts, telling } = incident;
  return {
    id,
    url: `${baseUrl}/alerts/${id}`,
    kind,
    port: port?.slug ?? null,
    line,
    upstreamLine,
    state,
    severity,
    verdict:
      incident.resolvedAt === null
        ? incidentVerdict(facts, now)
        : incidentVerdict(telling.facts, telling.at),
    openedAt: incident.openedAt.toISOString(),
    resolvedAt: toMoment(incident.resolvedAt),
    resolvedReason: incident.resolvedReason,
    occurrence: incident.occurrence,
    flapping: incident.isFlapping,
    staleSince: toMoment(incident.staleSince),
    silent: incident.isSilent,
    acknowledgedAt: toMoment(incident.acknowledgedAt),
    snoozedUntil: toMoment(incident.snoozedUntil),
    updatedAt: incident.updatedAt.toISOString(),
    subsystems: [...incident.subsystems],
    facts,
  };
}

function toMoment(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
