// What a replay came to: the messages that a maintainer would have received, and how many conflicts were announced in time.
import type { PrismaClient } from '#lib/db/generated/client.ts';
import {
  ALERT_KINDS,
  type AlertKind,
  type IncidentEventKind,
  OWED_EVENTS,
} from '#lib/domain/alert.ts';
import { parseGoRelease, releaseOrder } from '#lib/domain/go-release.ts';
import { incidentFacts } from '#lib/domain/incident-facts.ts';
import { eventVerdict } from '#lib/domain/incident-verdict.ts';
import { storedWord } from '#lib/db/read/stored-word.ts';

export interface ReplayedMessage {
  readonly at: Date;
  readonly kind: AlertKind;
  readonly event: IncidentEventKind;
  readonly severity: string;
  readonly verdict: string;
  readonly line: string | null;
  readonly upstreamLine: string | null;
}

export interface AnnouncedLine {
  /** The first release that the port was rebased on. */
  readonly release: string;
  /** Upstream's first pre-release of it. */
  readonly preRelease: string;
  /** Conflicts that the step to it met. */
  readonly actual: number;
  /** Those among them that a message named while that was the newest pre-release. */
  readonly announced: number;
}

export interface ReplayedHistory {
  /** In order. */
  readonly messages: readonly ReplayedMessage[];
  readonly announced: readonly AnnouncedLine[];
}

export async function readMessages(prisma: PrismaClient): Promise<readonly ReplayedMessage[]> {
  const deliveries = await prisma.delivery.findMany({
    include: { event: { include: { incident: true } } },
    orderBy: [{ createdAt: 'asc' }, { lane: 'asc' }, { seq: 'asc' }],
  });
  return deliveries.flatMap(({ event }) => {
    if (event === null) return [];
    const kind = storedWord(OWED_EVENTS, event.kind, 'incident_event.kind');
    const { incident } = event;
    return [
      {
        at: event.at,
        kind: storedWord(
          ALERT_KINDS.map(({ id }) => id),
          incident.kind,
          'incident.kind',
        ),
        event: kind,
        severity: event.severity,
        verdict: eventVerdict(kind, incidentFacts.parse(event.facts), event.at),
        line: incident.line,
        upstreamLine: incident.upstreamLine,
      },
    ];
  });
}

export async function scoreAnnouncements(prisma: PrismaClient): Promise<readonly AnnouncedLine[]> {
  const releases = await prisma.release.findMany({ orderBy: { order: 'asc' } });
  const events = await prisma.incidentEvent.findMany({
    where: { isOwed: true, incident: { kind: 'forecast-conflict' } },
  });
  const steps = await prisma.transition.findMany({
    where: { to: { isNewest: true, rebase: { kind: 'first' } }, from: { isNewest: true } },
    include: { to: { include: { rebase: true } }, rehearsal: { include: { conflicts: true } } },
    orderBy: { to: { rebase: { order: 'asc' } } },
  });
  return steps.flatMap(({ to, rehearsal }) => {
    const { line, release } = to.rebase;
    const first = releases.find((each) => each.line === line && each.kind !== 'patch');
    if (!first || orderOf(first.name) >= orderOf(release)) return [];
    const named = new Set(
      events.flatMap(({ facts: json }) => {
        const facts = incidentFacts.parse(json);
        const isThen = facts.kind === 'forecast-conflict' && facts.target.name === first.name;
        return isThen ? facts.conflicts.map(({ path }) => path) : [];
      }),
    );
    const actual = rehearsal.conflicts.map(({ path }) => path);
    return [
      {
        release,
        preRelease: first.name,
        actual: actual.length,
        announced: actual.filter((path) => named.has(path)).length,
      },
    ];
  });
}

function orderOf(name: string): number {
  const release = parseGoRelease(name);
  return release === null ? 0 : releaseOrder(release);
}
