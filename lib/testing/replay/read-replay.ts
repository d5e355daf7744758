// What a replay came to: the messages that a maintainer would have received, and how many conflicts were announced in time.
import type { PrismaClient } from '#lib/db/generated/client.ts';
import {
  ALERT_KINDS,
  type AlertKind,
  type IncidentEventKind,
  OWED_EVENTS,
} from '#lib/domain/alert.ts';
import { compareGoReleases, parseGoRelease } from '#lib/domain/go-release.ts';
import { incidentFacts } from '#lib/domain/incident-facts.ts';
import { eventVerdict } from '#lib/domain/incident-verdict.ts';
import { listActualConflicts } from '#lib/db/read/list-actual-conflicts.ts';
import { storedWord } from '#lib/db/read/stored-word.ts';

export interface ReplayedMessage {
  readonly at: Date;
  readonly kind: AlertKind;
  readonly event: IncidentEventKind;
  readonly severity: string;
  readonly verdict: string;
  /** The port's, by then: an incident goes on from a newer line when the port publishes one. Null: it is about none. */
  readonly line: string | null;
  /** Of what it is rehearsed onto. Null: it is about no conflict. */
  readonly upstreamLine: string | null;
}

export interface AnnouncedLine {
  /** The first release that the port was rebased on. */
  readonly release: string;
  /** Upstream's first pre-release of it. Null: there was none. */
  readonly preRelease: string | null;
  /** Conflicts that the step to it met. */
  readonly actual: number;
  /** Those among them that a message of that pre-release named. */
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
    const facts = incidentFacts.parse(event.facts);
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
        verdict: eventVerdict(kind, facts, event.at),
        line: 'line' in facts ? facts.line : null,
        upstreamLine: 'upstreamLine' in facts ? facts.upstreamLine : null,
      },
    ];
  });
}

export async function scoreAnnouncements(
  prisma: PrismaClient,
  portId: number,
): Promise<readonly AnnouncedLine[]> {
  const releases = await prisma.release.findMany({ orderBy: { order: 'asc' } });
  const named = await listNamedPaths(prisma);
  const conflicts = await listActualConflicts(prisma, portId);
  return [...conflicts]
    .flatMap(([release, paths]) => {
      const parsed = parseGoRelease(release);
      return parsed === null ? [] : [{ release: parsed, paths }];
    })
    .toSorted((a, b) => compareGoReleases(a.release, b.release))
    .map(({ release: { name, line }, paths }) => {
      const first = releases.find((each) => each.line === line && isPreRelease(each.kind));
      const known = named.get(first?.name ?? '') ?? new Set();
      return {
        release: name,
        preRelease: first?.name ?? null,
        actual: paths.length,
        announced: paths.filter(({ path }) => known.has(path)).length,
      };
    });
}

/** By what it was rehearsed onto: the paths that messages named as in conflict with it. */
async function listNamedPaths(
  prisma: PrismaClient,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const events = await prisma.incidentEvent.findMany({
    where: { deliveries: { some: {} }, incident: { kind: 'forecast-conflict' } },
    select: { facts: true },
  });
  const named = new Map<string, Set<string>>();
  for (const { facts: json } of events) {
    const facts = incidentFacts.parse(json);
    if (facts.kind !== 'forecast-conflict') continue;
    const paths = named.get(facts.target.name) ?? new Set();
    for (const { path } of facts.conflicts) paths.add(path);
    named.set(facts.target.name, paths);
  }
  return named;
}

function isPreRelease(kind: string): boolean {
  return kind === 'beta' || kind === 'rc';
}
