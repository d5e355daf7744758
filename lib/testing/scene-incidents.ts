// Incidents of made-up ports: open and past, one that comes and goes, one snoozed, one that nobody was told of, one of operators'.
import { ulid } from 'ulid';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import {
  type AlertKind,
  alertKey,
  type AlertSubject,
  type Channel,
  type IncidentEventKind,
  type Severity,
} from '#lib/domain/alert.ts';
import type { IncidentFacts } from '#lib/domain/incident-facts.ts';
import { incidentVerdict } from '#lib/domain/incident-verdict.ts';

import { conflictFacts, exampleConflict, exampleFacts } from './incident-facts.ts';
import { mintPerson } from './sign-in.ts';

const dayMs = 86_400_000;

/** Ids of the scene's incidents, to visit their pages. */
export const sceneIncidents = {
  conflict: '01JZX000000000000000000001',
  flapping: '01JZX000000000000000000002',
  snoozed: '01JZX000000000000000000003',
  exposed: '01JZX000000000000000000004',
  silent: '01JZX000000000000000000005',
  past: '01JZX000000000000000000006',
  operators: '01JZX000000000000000000007',
} as const;

interface SceneEvent {
  readonly kind: IncidentEventKind;
  readonly daysAgo: number;
  readonly facts?: IncidentFacts;
  readonly isOwed?: boolean;
  readonly byMaintainer?: boolean;
  readonly told?: readonly (readonly [
    channel: Channel,
    state: 'delivered' | 'dead' | 'scheduled',
    count: number,
  ])[];
}

interface SceneIncident {
  readonly id: string;
  readonly subject: AlertSubject;
  readonly facts: IncidentFacts;
  readonly severity: Severity;
  readonly events: readonly SceneEvent[];
  readonly more?: object;
}

/** For the ports of the scene "ports-in-every-state", once they are there. Returns the id of the maintainer of lumen and drift. */
export async function insertSceneIncidents(db: DatabaseClient, now: Date): Promise<string> {
  await db.port.updateMany({ data: { alertsSince: now } });
  const ports = await db.port.findMany({ select: { id: true, slug: true } });
  const find = (slug: string) => ports.find((port) => port.slug === slug)?.id ?? null;
  const maintains = [find('lumen'), find('drift')].flatMap((id) => (id === null ? [] : [id]));
  const maintainer = await mintPerson(db, { name: 'Mara Maintainer', maintains });
  for (const incident of incidentsOf(now, maintainer)) {
    const { subject } = incident;
    const portId = 'port' in subject ? find(subject.port) : null;
    await insertIncident(db, { incident, portId, maintainer, now });
  }
  await db.mutedPath.create({
    data: {
      portId: find('lumen') ?? 0,
      path: 'src/os/exec.go',
      mutedById: maintainer,
      mutedAt: now,
    },
  });
  await db.incidentNote.create({
    data: {
      id: ulid(),
      incidentId: sceneIncidents.past,
      authorId: maintainer,
      at: before(now, 36),
      text: 'The scheduler moved; our park hook went to the new file.\nNothing else was needed.',
      hours: 3.5,
    },
  });
  return maintainer;
}

function incidentsOf(now: Date, maintainer: string): readonly SceneIncident[] {
  const lumen = { slug: 'lumen', name: 'Lumen', fork: 'example/lumen-go', upstream: 'golang/go' };
  const drift = { slug: 'drift', name: 'Drift', fork: 'example/drift-go', upstream: 'golang/go' };
  const fallow = {
    slug: 'fallow',
    name: 'Fallow',
    fork: 'example/fallow-go',
    upstream: 'golang/go',
  };
  const conflict = {
    ...conflictFacts,
    port: lumen,
    line: 'go1.22',
    upstreamLine: 'go1.23',
    from: { ...conflictFacts.from, release: 'go1.22.3' },
    target: {
      ...conflictFacts.target,
      name: 'go1.23rc1',
      date: before(now, 3).toISOString(),
    },
    firstRelease: { date: before(now, -47.5).toISOString(), isExpected: true },
    patchFiles: 30,
    conflicts: conflictFacts.conflicts.slice(0, 2).map((each) => ({
      ...each,
      lastTime: each.lastTime && { ...each.lastTime, release: 'go1.22.0' },
    })),
    added: ['src/net/sock_posix.go'],
    gone: [],
  };
  const tip = {
    ...conflict,
    upstreamLine: 'go1.24',
    target: { name: 'tip', sha: 'a'.repeat(40), kind: 'tip' as const, date: now.toISOString() },
    firstRelease: null,
    conflicts: [{ ...exampleConflict, path: 'src/runtime/os_plan9.go', lastTime: null }],
    added: [],
    muted: 0,
  };
  const past = {
    ...conflict,
    line: 'go1.21',
    upstreamLine: 'go1.22',
    from: { ...conflict.from, release: 'go1.21.9' },
    target: { ...conflict.target, name: 'go1.22rc2', date: before(now, 60).toISOString() },
    firstRelease: { date: before(now, 38).toISOString(), isExpected: false },
    added: [],
    muted: 0,
  };
  const behind = {
    ...exampleFacts.behind,
    kind: 'behind' as const,
    port: drift,
    line: 'go1.22',
    newestRebase: 'go1.22.1',
    notFollowed: [
      { name: 'go1.22.2', releasedAt: before(now, 40).toISOString() },
      { name: 'go1.22.3', releasedAt: before(now, 22).toISOString() },
    ],
    days: 40,
  };
  const exposed = {
    kind: 'unfixed-cves' as const,
    port: drift,
    line: 'go1.22',
    newestRebase: 'go1.22.1',
    cves: [
      {
        id: 'CVE-2024-24788',
        release: 'go1.22.3',
        releasedAt: before(now, 22).toISOString(),
        sha: '3'.repeat(40),
      },
    ],
  };
  const abandoned = {
    ...exampleFacts['line-abandoned'],
    kind: 'line-abandoned' as const,
    port: fallow,
    line: 'go1.20',
    newestRebase: 'go1.20.1',
    notFollowed: [{ name: 'go1.20.2', releasedAt: before(now, 550).toISOString() }],
    days: 550,
  };
  return [
    {
      id: sceneIncidents.conflict,
      subject: {
        kind: 'forecast-conflict',
        port: 'lumen',
        line: 'go1.22',
        upstreamLine: 'go1.23',
      },
      facts: conflict,
      severity: 'warning',
      events: [
        {
          kind: 'opened',
          daysAgo: 3,
          facts: { ...conflict, conflicts: conflict.conflicts.slice(0, 1), added: [] },
          told: [
            ['mail', 'delivered', 12],
            ['webhook', 'delivered', 1],
          ],
        },
        {
          kind: 'updated',
          daysAgo: 1,
          told: [
            ['mail', 'delivered', 11],
            ['mail', 'scheduled', 1],
            ['webhook', 'dead', 1],
          ],
        },
        { kind: 'acknowledged', daysAgo: 0.5, isOwed: false, byMaintainer: true },
      ],
      more: { acknowledgedAt: before(now, 0.5), acknowledgedById: maintainer },
    },
    {
      id: sceneIncidents.flapping,
      subject: { kind: 'forecast-conflict', port: 'lumen', line: 'go1.22', upstreamLine: 'go1.24' },
      facts: tip,
      severity: 'info',
      events: [
        { kind: 'opened', daysAgo: 6 },
        { kind: 'resolved', daysAgo: 5, facts: { ...tip, conflicts: [] } },
        { kind: 'regressed', daysAgo: 4 },
        { kind: 'flapping', daysAgo: 2 },
        { kind: 'digest', daysAgo: 1.5 },
      ],
      more: { isFlapping: true, occurrence: 2, openedAt: before(now, 4) },
    },
    {
      id: sceneIncidents.snoozed,
      subject: { kind: 'behind', port: 'drift', line: 'go1.22' },
      facts: behind,
      severity: 'warning',
      events: [
        { kind: 'opened', daysAgo: 26 },
        { kind: 'snoozed', daysAgo: 20, isOwed: false, byMaintainer: true },
      ],
      more: { snoozedUntil: before(now, -9) },
    },
    {
      id: sceneIncidents.exposed,
      subject: { kind: 'unfixed-cves', port: 'drift', line: 'go1.22' },
      facts: exposed,
      severity: 'critical',
      events: [
        { kind: 'opened', daysAgo: 22, told: [['mail', 'delivered', 4]] },
        { kind: 'reminder', daysAgo: 15, told: [['mail', 'delivered', 4]] },
        { kind: 'stale', daysAgo: 2, isOwed: false },
      ],
      more: { staleSince: before(now, 3) },
    },
    {
      id: sceneIncidents.silent,
      subject: { kind: 'line-abandoned', port: 'fallow', line: 'go1.20' },
      facts: abandoned,
      severity: 'critical',
      events: [{ kind: 'opened', daysAgo: 30, isOwed: false }],
      more: { isSilent: true },
    },
    {
      id: sceneIncidents.past,
      subject: { kind: 'forecast-conflict', port: 'lumen', line: 'go1.21', upstreamLine: 'go1.22' },
      facts: { ...past, conflicts: [] },
      severity: 'warning',
      events: [
        { kind: 'opened', daysAgo: 60, facts: past, told: [['mail', 'delivered', 9]] },
        {
          kind: 'resolved',
          daysAgo: 36,
          facts: { ...past, conflicts: [] },
          told: [['mail', 'delivered', 9]],
        },
      ],
      more: {
        state: 'resolved',
        openKey: null,
        resolvedAt: before(now, 36),
        resolvedReason: 'The port has published its rebase onto go1.22.0.',
      },
    },
    {
      id: sceneIncidents.operators,
      subject: { kind: 'cannot-poll', repository: 'example/drift-go' },
      facts: {
        kind: 'cannot-poll',
        repository: 'example/drift-go',
        since: before(now, 0.1).toISOString(),
        reason: 'GitHub answered 502 three times; what was stored stays.',
      },
      severity: 'warning',
      events: [{ kind: 'opened', daysAgo: 0.1 }],
    },
  ];
}

async function insertIncident(
  db: DatabaseClient,
  {
    incident: { id, subject, facts, severity, events, more = {} },
    portId,
    maintainer,
    now,
  }: {
    readonly incident: SceneIncident;
    readonly portId: number | null;
    readonly maintainer: string;
    readonly now: Date;
  },
): Promise<void> {
  const kind: AlertKind = subject.kind;
  const subsystems =
    facts.kind === 'forecast-conflict'
      ? [...new Set(facts.conflicts.map(({ subsystem }) => subsystem))]
      : [];
  const dates = events.map(({ daysAgo }) => before(now, daysAgo));
  await db.incident.create({
    data: {
      id,
      key: alertKey(subject),
      openKey: alertKey(subject),
      kind,
      portId,
      line: 'line' in subject ? subject.line : null,
      upstreamLine: 'upstreamLine' in subject ? subject.upstreamLine : null,
      state: 'firing',
      severity,
      title: incidentVerdict(facts, now),
      facts,
      subsystems,
      openedAt: dates[0] ?? now,
      updatedAt: dates.at(-1) ?? now,
      ...more,
    },
  });
  for (const [index, event] of events.entries()) {
    const eventId = ulid();
    await db.incidentEvent.create({
      data: {
        id: eventId,
        incidentId: id,
        seq: index + 1,
        kind: event.kind,
        at: dates[index] ?? now,
        facts: event.facts ?? facts,
        severity,
        subsystems,
        isOwed: event.isOwed ?? true,
        actorId: event.byMaintainer === true ? maintainer : null,
      },
    });
    const deliveries = (event.told ?? []).flatMap(([channel, state, count]) =>
      Array.from({ length: count }, (_, number) => ({
        id: ulid(),
        eventId,
        lane: `${channel}-${number}:${id}`,
        seq: index + 1,
        channel,
        state,
        dueAt: dates[index] ?? now,
        createdAt: dates[index] ?? now,
      })),
    );
    await db.delivery.createMany({ data: deliveries });
  }
}

function before(moment: Date, days: number): Date {
  return new Date(moment.getTime() - days * dayMs);
}
