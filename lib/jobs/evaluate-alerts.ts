// Looks at everything that alerts watch, decides, and stores what came of it with the deliveries that are owed: all of it in
// one transaction, or nothing.
import { isDeepStrictEqual } from 'node:util';

import type { Prisma } from '#lib/db/generated/client.ts';
import { lockAlerts } from '#lib/db/advisory-lock.ts';
import { inTransaction } from '#lib/db/in-transaction.ts';
import { getWatchedPort, type WatchedPortRow } from '#lib/db/read/get-watched-port.ts';
import { type AlertWatchRow, listAlertWatches } from '#lib/db/read/list-alert-watches.ts';
import { listLinesWithoutFixes } from '#lib/db/read/list-lines-without-fixes.ts';
import { listPollingTrouble } from '#lib/db/read/list-polling-trouble.ts';
import { listSubscribers, type SubscriberRow } from '#lib/db/read/list-subscribers.ts';
import { listToldSubscriptions } from '#lib/db/read/list-told-subscriptions.ts';
import { markAlertsBegun } from '#lib/db/write/mark-alerts-begun.ts';
import { moveAlertWatch } from '#lib/db/write/move-alert-watch.ts';
import { recordAlertLook, type RecordedEvent } from '#lib/db/write/record-alert-look.ts';
import { type DeliveryToSchedule, scheduleDeliveries } from '#lib/db/write/schedule-deliveries.ts';
import { ALERT_LIMITS } from '#lib/alerts/alert-limits.ts';
import { decideLook, type DecidedLook } from '#lib/alerts/decide-look.ts';
import { isOwedTo } from '#lib/alerts/matches-subscription.ts';
import { movedSubject, observeEnded } from '#lib/alerts/observe-ended.ts';
import { observePolling } from '#lib/alerts/observe-trouble.ts';
import { keyOf, type Watched } from '#lib/alerts/watched.ts';
import { alertKey } from '#lib/domain/alert.ts';
import { METHOD_VERSION } from '#lib/diff/method-version.ts';
import { NO_MEMORY } from '#lib/domain/alert-memory.ts';
import { paceDueAt } from '#lib/domain/digest-slot.ts';
import type { LineStanding } from '#lib/domain/port-standing.ts';

import { crashPoint } from './crash-point.ts';
import { enqueueDeliver } from './enqueue.ts';
import { observePort } from './observe-port.ts';
import type { WorkerContext } from './worker-context.ts';

export interface EvaluatedAlerts {
  readonly events: readonly RecordedEvent[];
  readonly deliveries: number;
}

/** Null stands for our own trouble with repositories. Run twice, the second run changes nothing. */
export async function evaluateAlerts(
  context: WorkerContext,
  portId: number | null,
): Promise<EvaluatedAlerts> {
  crashPoint('before-transaction');
  const done = await inTransaction(context.database.prisma, async (tx) => {
    await lockAlerts(tx, portId);
    // Not before: whoever waited would go by a time that lies before what is stored by now.
    const now = context.now();
    const evaluated =
      portId === null
        ? await evaluateTrouble(tx, now)
        : await evaluatePort(context, tx, { portId, now });
    if (evaluated.deliveries > 0) await enqueueDeliver(tx);
    if (evaluated.events.length > 0) crashPoint('in-transaction');
    return evaluated;
  });
  if (done.events.length > 0) crashPoint('after-transaction');
  return done;
}

async function evaluateTrouble(tx: Prisma.TransactionClient, now: Date): Promise<EvaluatedAlerts> {
  const troubles = await listPollingTrouble(tx);
  return await decideAll(tx, {
    portId: null,
    watched: troubles.map((trouble) => observePolling(trouble, now)),
    watches: await listAlertWatches(tx, null),
    isSilent: false,
    now,
  });
}

async function evaluatePort(
  context: WorkerContext,
  tx: Prisma.TransactionClient,
  { portId, now }: { readonly portId: number; readonly now: Date },
): Promise<EvaluatedAlerts> {
  const port = await getWatchedPort(tx, portId);
  if (port === null || !port.isFetched) return { events: [], deliveries: 0 };
  const { lines, watched } = await observePort(tx, {
    portId,
    port,
    patience: context.settings,
    now,
  });
  const isFirst = port.alertsSince === null;
  if (isFirst && !(await isKnownWhole(tx, port, lines))) return { events: [], deliveries: 0 };
  const watches = await moveWatches(tx, await listAlertWatches(tx, portId), lines);
  const seen = new Set(watched.map(keyOf));
  const ended = observeEnded(
    watches
      .filter(({ key }) => !seen.has(key))
      .map(({ subject, incident }) => ({ subject, facts: incident?.facts ?? null })),
    lines,
  );
  const done = await decideAll(tx, {
    portId,
    watched: [...watched, ...ended],
    watches,
    isSilent: isFirst,
    now,
  });
  if (isFirst) await markAlertsBegun(tx, portId, now);
  return done;
}

/** What is found out only later would look like news: a port is looked at first when all of it is known. */
async function isKnownWhole(
  tx: Prisma.TransactionClient,
  { upstreamId }: WatchedPortRow,
  lines: readonly LineStanding[],
): Promise<boolean> {
  const unknown = await listLinesWithoutFixes(tx, METHOD_VERSION, upstreamId);
  const isUnknown = (line: string) => unknown.some((other) => other.line === line);
  return lines.length > 0 && !lines.some(({ line }) => isUnknown(line));
}

async function moveWatches(
  tx: Prisma.TransactionClient,
  watches: readonly AlertWatchRow[],
  lines: readonly LineStanding[],
): Promise<readonly AlertWatchRow[]> {
  const moved: AlertWatchRow[] = [];
  for (const watch of watches) {
    const subject = movedSubject(watch.subject, lines);
    const isMoved = subject !== null && (await moveAlertWatch(tx, watch.key, subject));
    moved.push(isMoved ? { ...watch, subject, key: alertKey(subject) } : watch);
  }
  return moved;
}

interface Looks {
  readonly portId: number | null;
  readonly watched: readonly Watched[];
  readonly watches: readonly AlertWatchRow[];
  readonly isSilent: boolean;
  readonly now: Date;
}

async function decideAll(tx: Prisma.TransactionClient, looks: Looks): Promise<EvaluatedAlerts> {
  const { portId, watched, watches, isSilent, now } = looks;
  const events: RecordedEvent[] = [];
  const deliveries: DeliveryToSchedule[] = [];
  let subscribers: readonly SubscriberRow[] | null = null;
  for (const each of watched) {
    const watch = watches.find(({ key }) => key === keyOf(each)) ?? null;
    const look = decideLook(each, {
      memory: watch?.memory ?? NO_MEMORY,
      incident: watch?.incident ?? null,
      isSilent,
      now,
      limits: ALERT_LIMITS,
    });
    if (!isWorthStoring(watch, look)) continue;
    const incidentId = look.isNewIncident ? null : (watch?.incident?.id ?? null);
    const recorded = await recordAlertLook(tx, { ...look, portId, incidentId, now });
    events.push(...recorded);
    if (!recorded.some(({ isOwed }) => isOwed)) continue;
    subscribers ??= await listSubscribers(tx);
    deliveries.push(...(await findOwed(tx, { look, recorded, subscribers, portId, now })));
  }
  return { events, deliveries: deliveries.length };
}

/** Of what is right and always was nothing is kept. */
function isWorthStoring(watch: AlertWatchRow | null, look: DecidedLook): boolean {
  const { memory, incident } = look;
  if (watch === null) return memory.incident !== null || memory.state !== 'ok';
  return (
    look.events.length > 0 ||
    !isDeepStrictEqual(memory, watch.memory) ||
    (memory.incident?.resolvedAt === null &&
      !isDeepStrictEqual(incident?.facts, watch.incident?.facts))
  );
}

async function findOwed(
  tx: Prisma.TransactionClient,
  owed: {
    readonly look: DecidedLook;
    readonly recorded: readonly RecordedEvent[];
    readonly subscribers: readonly SubscriberRow[];
    readonly portId: number | null;
    readonly now: Date;
  },
): Promise<readonly DeliveryToSchedule[]> {
  const { look, recorded, subscribers, portId, now } = owed;
  const { subject, memory, incident } = look;
  const all: DeliveryToSchedule[] = [];
  for (const { id, incidentId, seq, kind, isOwed } of recorded) {
    if (!isOwed) continue;
    const told = await listToldSubscriptions(tx, { incidentId, beforeSeq: seq });
    const event = {
      kind,
      isOwed,
      at: now,
      alertKind: subject.kind,
      portId,
      line: 'line' in subject ? subject.line : null,
      upstreamLine: 'upstreamLine' in subject ? subject.upstreamLine : null,
      severity: memory.incident?.severity ?? 'info',
      subsystems: incident?.subsystems ?? [],
    };
    const deliveries = subscribers
      .filter((subscriber) => isOwedTo({ ...subscriber, wasTold: told.has(subscriber.id) }, event))
      .map(({ id: subscriptionId, recipientId, endpointId, channel, pace }) => ({
        eventId: id,
        incidentId,
        seq,
        subscriptionId,
        recipientId,
        endpointId,
        channel,
        dueAt: paceDueAt(pace, now),
      }));
    await scheduleDeliveries(tx, deliveries, now);
    all.push(...deliveries);
  }
  return all;
}
