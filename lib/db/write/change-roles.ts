// Who may do what, changed by an administrator. There is always somebody left who can.
import type { DatabaseClient } from '#lib/db/in-transaction.ts';

import { disableEndpoint } from './disable-endpoint.ts';

/** "last-administrator": nobody would be left who can change anything; nothing was done. */
export type RoleOutcome = 'changed' | 'unchanged' | 'last-administrator';

export interface RoleChange {
  readonly userId: string;
  readonly at: Date;
}

export interface MaintainerChange extends RoleChange {
  readonly portId: number;
  /** Who grants it. */
  readonly byId: string;
}

export async function grantMaintainer(
  tx: DatabaseClient,
  { userId, portId, byId, at }: MaintainerChange,
): Promise<RoleOutcome> {
  const grant = { userId, portId, grantedAt: at, grantedById: byId };
  const { count } = await tx.portMaintainer.createMany({ data: [grant], skipDuplicates: true });
  return count > 0 ? 'changed' : 'unchanged';
}

export async function revokeMaintainer(
  tx: DatabaseClient,
  { userId, portId }: Pick<MaintainerChange, 'userId' | 'portId'>,
): Promise<RoleOutcome> {
  const { count } = await tx.portMaintainer.deleteMany({ where: { userId, portId } });
  return count > 0 ? 'changed' : 'unchanged';
}

export async function grantAdministrator(tx: DatabaseClient, userId: string): Promise<RoleOutcome> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, isAdministrator: false, disabledAt: null },
    data: { isAdministrator: true },
  });
  return count > 0 ? 'changed' : 'unchanged';
}

/** In a transaction: two administrators who remove each other at once must not both succeed. */
export async function revokeAdministrator(
  tx: DatabaseClient,
  userId: string,
): Promise<RoleOutcome> {
  if (await isLastAdministrator(tx, userId)) return 'last-administrator';
  const { count } = await tx.user.updateMany({
    where: { id: userId, isAdministrator: true },
    data: { isAdministrator: false },
  });
  return count > 0 ? 'changed' : 'unchanged';
}

/** In a transaction. They are signed out everywhere, and nothing is sent to their endpoints any more. */
export async function disablePerson(
  tx: DatabaseClient,
  { userId, at }: RoleChange,
): Promise<RoleOutcome> {
  if (await isLastAdministrator(tx, userId)) return 'last-administrator';
  const { count } = await tx.user.updateMany({
    where: { id: userId, disabledAt: null },
    data: { disabledAt: at },
  });
  if (count === 0) return 'unchanged';
  await tx.session.deleteMany({ where: { userId } });
  const endpoints = await tx.endpoint.findMany({
    where: { ownerId: userId },
    select: { id: true },
  });
  for (const { id } of endpoints) {
    const reason = 'The account of its owner was disabled.';
    await disableEndpoint(tx, { endpointId: id, reason, at, isOwnerTold: false });
  }
  return 'changed';
}

/** They may sign in again. */
export async function revokeSessions(tx: DatabaseClient, userId: string): Promise<RoleOutcome> {
  const { count } = await tx.session.deleteMany({ where: { userId } });
  return count > 0 ? 'changed' : 'unchanged';
}

/** Their endpoints stay disabled until they enable them. */
export async function enablePerson(tx: DatabaseClient, userId: string): Promise<RoleOutcome> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, disabledAt: { not: null } },
    data: { disabledAt: null },
  });
  return count > 0 ? 'changed' : 'unchanged';
}

/** Locks out every other change that could remove an administrator, until the transaction ends. */
async function isLastAdministrator(tx: DatabaseClient, userId: string): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('administrators'))`;
  const administrators = await tx.user.findMany({
    where: { isAdministrator: true, disabledAt: null },
    select: { id: true },
  });
  return administrators.length === 1 && administrators[0]?.id === userId;
}
