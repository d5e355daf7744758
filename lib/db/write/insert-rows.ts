// Many rows in one statement with one parameter: Prisma's createMany cuts them into hundreds, which a busy machine does not do in time.
import { Prisma } from '#lib/db/generated/client.ts';

/** Tables without numbers of their own or defaults, so that a row is all that is inserted. */
interface RowsOfTable {
  readonly file_change: Prisma.FileChangeCreateManyInput;
  readonly revision_subsystem: Prisma.RevisionSubsystemCreateManyInput;
  readonly revision_kind: Prisma.RevisionKindCreateManyInput;
  readonly conflict: Prisma.ConflictCreateManyInput;
  readonly silent_risk: Prisma.SilentRiskCreateManyInput;
  readonly transition_subsystem: Prisma.TransitionSubsystemCreateManyInput;
  readonly transition_path: Prisma.TransitionPathCreateManyInput;
  readonly silent_work: Prisma.SilentWorkCreateManyInput;
}

/** Columns that a row leaves out become null. */
export async function insertRows<Table extends keyof RowsOfTable>(
  tx: Prisma.TransactionClient,
  table: Table,
  rows: readonly RowsOfTable[Table][],
): Promise<void> {
  const name = Prisma.raw(`"${table}"`);
  await tx.$executeRaw`
    INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, ${JSON.stringify(rows)}::json)`;
}
