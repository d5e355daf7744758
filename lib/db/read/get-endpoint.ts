import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';

export interface EndpointDetail {
  readonly id: string;
  readonly channel: string;
  readonly name: string;
  readonly targetLabel: string;
  readonly owner: { readonly id: string; readonly name: string };
  readonly state: string;
  /** Null: it is not disabled. */
  readonly disabledReason: string | null;
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly pausedUntil: Date | null;
  /** Whether messages are signed. */
  readonly hasSecret: boolean;
  /** Until then they are signed with the secret before as well. Null: they are not. */
  readonly previousUntil: Date | null;
  readonly createdAt: Date;
  readonly testedAt: Date | null;
  readonly subscriptions: readonly EndpointSubscriptionView[];
  /** The newest, newest first. */
  readonly deliveries: readonly DeliveryView[];
}

export interface EndpointSubscriptionView {
  readonly id: string;
  /** Null: every port. */
  readonly port: string | null;
  readonly lines: readonly string[];
  readonly subsystems: readonly string[];
  readonly kinds: readonly string[];
  readonly leastSeverity: string;
  readonly pace: string;
  readonly createdAt: Date;
}

export interface DeliveryView {
  readonly id: string;
  /** "scheduled", "delivered" or "dead". */
  readonly state: string;
  readonly createdAt: Date;
  readonly dueAt: Date;
  /** Null: a test. */
  readonly event: {
    readonly kind: string;
    readonly title: string;
    readonly incidentId: string;
  } | null;
  /** Null: it is not dead. */
  readonly deadReason: string | null;
  readonly isReplay: boolean;
  /** First to last. */
  readonly attempts: readonly AttemptView[];
}

export interface AttemptView {
  readonly number: number;
  readonly at: Date;
  readonly durationMs: number;
  readonly outcome: string;
  readonly status: number | null;
  readonly request: unknown;
  readonly answer: string | null;
  readonly reason: string | null;
}

const NEWEST_DELIVERIES = 50;
const json = z.json();

export async function getEndpoint(db: DatabaseClient, id: string): Promise<EndpointDetail | null> {
  const row = await db.endpoint.findUnique({
    where: { id },
    include: {
      owner: { select: { id: true, name: true } },
      subscriptions: {
        where: { endedAt: null },
        include: { port: { select: { name: true } } },
        orderBy: { createdAt: 'asc' },
      },
      deliveries: {
        // A mail about it, to its owner, is none of its own.
        where: { channel: { not: 'mail' } },
        include: {
          log: { orderBy: { number: 'asc' } },
          event: { include: { incident: { select: { id: true, title: true } } } },
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: NEWEST_DELIVERIES,
      },
    },
  });
  if (row === null) return null;
  return {
    id: row.id,
    channel: row.channel,
    name: row.name,
    targetLabel: row.targetLabel,
    owner: row.owner,
    state: row.state,
    disabledReason: row.disabledReason,
    failures: row.failures,
    failingSince: row.failingSince,
    pausedUntil: row.pausedUntil,
    hasSecret: row.secret !== null,
    previousUntil: row.previousUntil,
    createdAt: row.createdAt,
    testedAt: row.testedAt,
    subscriptions: row.subscriptions.map((subscription) => ({
      id: subscription.id,
      port: subscription.port?.name ?? null,
      lines: subscription.lines,
      subsystems: subscription.subsystems,
      kinds: subscription.kinds,
      leastSeverity: subscription.leastSeverity,
      pace: subscription.pace,
      createdAt: subscription.createdAt,
    })),
    deliveries: row.deliveries.map(({ log, event, replayOfId, ...delivery }) => ({
      id: delivery.id,
      state: delivery.state,
      createdAt: delivery.createdAt,
      dueAt: delivery.dueAt,
      deadReason: delivery.deadReason,
      isReplay: replayOfId !== null,
      event:
        event === null
          ? null
          : { kind: event.kind, title: event.incident.title, incidentId: event.incident.id },
      attempts: log.map((attempt) => ({ ...attempt, request: json.parse(attempt.request) })),
    })),
  };
}
