import { z } from 'zod';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import {
  type AlertKind,
  ALERT_KINDS,
  type Channel,
  CHANNELS,
  type Pace,
  PACES,
  SEVERITIES,
  type Severity,
} from '#lib/domain/alert.ts';
import { SUBSYSTEMS, type Subsystem } from '#lib/domain/subsystem.ts';

import { storedWord } from './stored-word.ts';

export interface SubscriberRow {
  readonly id: string;
  /** Of its mail address or endpoint. */
  readonly recipientId: string;
  readonly endpointId: string | null;
  readonly channel: Channel;
  readonly portId: number | null;
  readonly lines: readonly string[];
  readonly subsystems: readonly Subsystem[];
  readonly kinds: readonly AlertKind[];
  readonly leastSeverity: Severity;
  readonly pace: Pace;
  readonly activeSince: Date | null;
  readonly endedAt: Date | null;
  /** An endpoint of an administrator who can sign in. */
  readonly isOperator: boolean;
}

const subsystems = z.array(z.enum(SUBSYSTEMS));
const kinds = z.array(z.enum(ALERT_KINDS.map(({ id }) => id)));

/** Subscriptions that go on, of confirmed mail addresses and of endpoints that are in use. */
export async function listSubscribers(db: DatabaseClient): Promise<SubscriberRow[]> {
  const rows = await db.subscription.findMany({
    where: {
      activeSince: { not: null },
      endedAt: null,
      OR: [{ address: { verifiedAt: { not: null } } }, { endpoint: { state: 'active' } }],
    },
    include: { endpoint: { include: { owner: true } } },
    orderBy: { id: 'asc' },
  });
  return rows.flatMap(({ addressId, endpointId, endpoint, ...row }) => {
    const recipientId = addressId ?? endpointId;
    if (recipientId === null) return [];
    return [
      {
        id: row.id,
        recipientId,
        endpointId,
        channel: endpoint
          ? storedWord(CHANNELS, endpoint.channel, 'endpoint.channel')
          : ('mail' as const),
        portId: row.portId,
        lines: row.lines,
        subsystems: subsystems.parse(row.subsystems),
        kinds: kinds.parse(row.kinds),
        leastSeverity: storedWord(SEVERITIES, row.leastSeverity, 'subscription.leastSeverity'),
        pace: storedWord(PACES, row.pace, 'subscription.pace'),
        activeSince: row.activeSince,
        endedAt: row.endedAt,
        isOperator: endpoint?.owner.isAdministrator === true && endpoint.owner.disabledAt === null,
      },
    ];
  });
}
