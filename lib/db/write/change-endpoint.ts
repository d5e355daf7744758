// What its owner may change about an endpoint; each returns false when there is no such endpoint, or it is not so.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

import { disableEndpoint } from './disable-endpoint.ts';

export async function renameEndpoint(
  db: DatabaseClient,
  { endpointId, name }: { readonly endpointId: string; readonly name: string },
): Promise<boolean> {
  const { count } = await db.endpoint.updateMany({ where: { id: endpointId }, data: { name } });
  return count === 1;
}

export interface SecretToRotate {
  readonly endpointId: string;
  /** The new one, sealed. */
  readonly secret: string;
  /** Until then messages are signed with the old one as well. */
  readonly previousUntil: Date;
  readonly at: Date;
}

/**
 * The one before the old one is forgotten. Where it still holds at `at` it goes on holding, and the old one is forgotten: whoever
 * rotates again so soon has seldom given that to anybody, and the receivers have the one before.
 */
export function rotateEndpointSecret(
  db: DatabaseClient,
  { endpointId, secret, previousUntil, at }: SecretToRotate,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM endpoint WHERE id = ${endpointId} FOR UPDATE`;
    const held = await tx.endpoint.findUnique({ where: { id: endpointId } });
    if (held === null || held.secret === null) return false;
    const holdsStill = held.previousUntil !== null && held.previousUntil > at;
    const previousSecret = holdsStill ? held.previousSecret : held.secret;
    await tx.endpoint.update({
      where: { id: endpointId },
      data: { secret, previousSecret, previousUntil },
    });
    return true;
  });
}

/** It counts as untested again: alerts go there once a test has arrived. */
export async function enableEndpoint(db: DatabaseClient, endpointId: string): Promise<boolean> {
  const { count } = await db.endpoint.updateMany({
    where: { id: endpointId, state: 'disabled' },
    data: {
      state: 'untested',
      disabledReason: null,
      failures: 0,
      failingSince: null,
      pausedUntil: null,
    },
  });
  return count === 1;
}

/** By its owner, who needs not be told. */
export function disableEndpointByHand(
  db: DatabaseClient,
  { endpointId, at }: { readonly endpointId: string; readonly at: Date },
): Promise<boolean> {
  return disableEndpoint(db, {
    endpointId,
    reason: 'It was disabled by hand.',
    at,
    isOwnerTold: false,
  });
}

/** With its subscriptions and its delivery log. */
export async function deleteEndpoint(db: DatabaseClient, endpointId: string): Promise<boolean> {
  const { count } = await db.endpoint.deleteMany({ where: { id: endpointId } });
  return count === 1;
}
