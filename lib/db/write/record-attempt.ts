// What came of an attempt, written by whoever holds the lease and by nobody else, with all that follows from it.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import { afterFailure } from '#lib/domain/endpoint-health.ts';

import { disableEndpoint } from './disable-endpoint.ts';
import { suppressAddress } from './suppress-address.ts';

export type AttemptResult =
  | { readonly kind: 'delivered' }
  | {
      readonly kind: 'retry';
      readonly dueAt: Date;
      readonly reason: string;
      /** Null: only this delivery waits. */
      readonly pausedUntil: Date | null;
    }
  | {
      readonly kind: 'dead';
      readonly reason: string;
      readonly because: 'gone' | 'no-mailbox' | null;
    };

export interface AttemptToRecord {
  /** More than one: a digest. */
  readonly deliveryIds: readonly string[];
  readonly leaseToken: string;
  readonly startedAt: Date;
  readonly at: Date;
  readonly durationMs: number;
  readonly result: AttemptResult;
  /** HTTP or SMTP status. Null: there was no answer. */
  readonly status: number | null;
  /** Without secrets. */
  readonly request: Prisma.InputJsonObject;
  /** As much of it as is kept. Null: there was none. */
  readonly answer: string | null;
  /** Whom it went to: its health is kept by this. Null: mail. */
  readonly endpointId: string | null;
  readonly isTest: boolean;
  /** To suppress when the mailbox is none. Null: no mail to a subscriber. */
  readonly address: { readonly id: string; readonly hash: string } | null;
  /** Called before it is committed. */
  readonly beforeCommit?: () => void;
}

/** False: the lease had run out and somebody else has it, or has ended it; nothing is written then. */
export function recordAttempt(db: DatabaseClient, attempt: AttemptToRecord): Promise<boolean> {
  const { deliveryIds, leaseToken, result, at, address } = attempt;
  return inTransaction(db, async (tx) => {
    // Always before the deliveries, so that two who need both do not wait for each other.
    if (attempt.endpointId !== null) {
      await tx.$queryRaw`SELECT 1 FROM endpoint WHERE id = ${attempt.endpointId} FOR UPDATE`;
    }
    const ended = await tx.delivery.updateManyAndReturn({
      where: { id: { in: [...deliveryIds] }, leaseToken, state: 'scheduled' },
      data: { leasedUntil: null, leaseToken: null, ...toColumns(result, at) },
      select: { id: true, attempts: true },
    });
    if (ended.length === 0) return false;
    await tx.deliveryAttempt.createMany({
      data: ended.map(({ id, attempts }) => ({
        deliveryId: id,
        number: attempts,
        at: attempt.startedAt,
        durationMs: attempt.durationMs,
        outcome: result.kind,
        status: attempt.status,
        request: attempt.request,
        answer: attempt.answer,
        reason: result.kind === 'delivered' ? null : result.reason,
      })),
    });
    if (attempt.endpointId !== null) await updateEndpoint(tx, attempt.endpointId, attempt);
    if (address !== null && result.kind === 'dead' && result.because === 'no-mailbox') {
      await suppressAddress(tx, {
        addressHash: address.hash,
        reason: 'bounced',
        at,
        addressId: address.id,
      });
    }
    attempt.beforeCommit?.();
    return true;
  });
}

function toColumns(result: AttemptResult, at: Date): Prisma.DeliveryUpdateManyMutationInput {
  switch (result.kind) {
    case 'delivered':
      return { state: 'delivered', deliveredAt: at };
    case 'retry':
      return { dueAt: result.dueAt };
    case 'dead':
      return { state: 'dead', deadAt: at, deadReason: result.reason };
    default:
      return assertNever(result);
  }
}

async function updateEndpoint(
  tx: Prisma.TransactionClient,
  endpointId: string,
  { result, at, isTest }: AttemptToRecord,
): Promise<void> {
  const held = await tx.endpoint.findUnique({ where: { id: endpointId } });
  if (held === null) return;
  if (result.kind === 'delivered') {
    const tested = isTest
      ? { testedAt: at, state: held.state === 'untested' ? 'active' : held.state }
      : {};
    await tx.endpoint.update({
      where: { id: endpointId },
      data: { failures: 0, failingSince: null, pausedUntil: null, ...tested },
    });
    return;
  }
  // A test that fails is an answer to whoever asked for it, and no sign of bad health.
  if (isTest) return;
  const failed = afterFailure(held, {
    now: at,
    askedPause: result.kind === 'retry' ? result.pausedUntil : null,
  });
  const { failures, failingSince, pausedUntil } = failed;
  await tx.endpoint.update({
    where: { id: endpointId },
    data: { failures, failingSince, pausedUntil },
  });
  const isGone = result.kind === 'dead' && result.because === 'gone';
  const reason = isGone ? result.reason : failed.disabledReason;
  if (reason !== null) {
    await disableEndpoint(tx, { endpointId, reason, at, isOwnerTold: true });
  }
}
