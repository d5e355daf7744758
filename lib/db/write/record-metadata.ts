// What REST says of a repository is kept under its own number; a rename is followed, another repository under the same name is not.
import { inTransaction, type DatabaseClient } from '#lib/db/in-transaction.ts';

export interface MetadataToRecord {
  readonly repositoryId: number;
  /** GitHub's own number for it. */
  readonly githubId: number;
  readonly fullName: string;
  readonly defaultBranch: string;
  readonly archived: boolean;
  readonly at: Date;
}

export type MetadataOutcome =
  /** `renamedFrom` is null when it has the name it had. */
  | { readonly kind: 'recorded'; readonly renamedFrom: string | null }
  /** The name belongs to another repository now, or two rows would share it: nothing was written. `reason` is a sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

export function recordMetadata(
  db: DatabaseClient,
  { repositoryId, at, ...metadata }: MetadataToRecord,
): Promise<MetadataOutcome> {
  return inTransaction(db, async (tx): Promise<MetadataOutcome> => {
    await tx.$queryRaw`SELECT 1 FROM repository WHERE id = ${repositoryId} FOR UPDATE`;
    const held = await tx.repository.findUniqueOrThrow({ where: { id: repositoryId } });
    const { fullName } = metadata;
    const githubId = BigInt(metadata.githubId);
    if (held.githubId !== null && held.githubId !== githubId) {
      const reason = `${fullName} is another repository now: GitHub's number for it is ${githubId} and was ${held.githubId}.`;
      return { kind: 'refused', reason };
    }
    if (held.fullName !== fullName) {
      const taken = await tx.repository.findUnique({ where: { fullName }, select: { id: true } });
      if (taken !== null) {
        const reason = `${held.fullName} is called ${fullName} now, and that one is polled already.`;
        return { kind: 'refused', reason };
      }
    }
    const isRenamed = held.fullName !== fullName;
    await tx.repository.update({
      where: { id: repositoryId },
      data: {
        ...metadata,
        githubId,
        metadataAt: at,
        ...(isRenamed ? { formerNames: [...new Set([...held.formerNames, held.fullName])] } : {}),
      },
    });
    return { kind: 'recorded', renamedFrom: isRenamed ? held.fullName : null };
  });
}
