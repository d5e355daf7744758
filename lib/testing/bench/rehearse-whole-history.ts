// Runs the product's own rehearsing of a whole measured history, as the worker does, and reads back what it stored.
import { fileURLToPath } from 'node:url';

import { execa } from 'execa';
import { z } from 'zod';

import { openDatabase, type Database } from '#lib/db/prisma-client.ts';
import type { Settings } from '#lib/domain/settings.ts';

export interface RehearsedStep {
  readonly name: string;
  readonly from: { readonly base: string; readonly head: string };
  readonly to: { readonly base: string; readonly head: string };
  readonly conflicts: readonly StoredConflict[];
  /** Lines of hand work in paths that merged cleanly. */
  readonly handClean: number;
  /** "same changed dropped new". */
  readonly flow: string;
}

export interface StoredConflict {
  readonly path: string;
  readonly culprit: string | null;
  readonly foundBy: string | null;
  readonly isMonotonic: boolean | null;
  readonly isConfirmed: boolean | null;
}

const outcome = z.object({
  transitionsMs: z.number(),
  culpritsMs: z.number(),
  targetsMs: z.number(),
  confirmingMs: z.number(),
  rssBytes: z.number(),
});

export interface RehearsedHistory extends z.output<typeof outcome> {
  readonly steps: readonly RehearsedStep[];
}

/**
 * The database holds measured rebases, and DATA_DIR the fetched mirror. Rehearsing has a process of its own, so that nothing
 * else counts as its memory. Throws when anything could not be rehearsed.
 */
export async function rehearseWholeHistory(
  settings: Settings,
  databaseUrl: string,
): Promise<RehearsedHistory> {
  const { stdout } = await execa(process.execPath, ['--import', 'tsx', processPath], {
    env: { DATABASE_URL: databaseUrl, DATA_DIR: settings.dataDir },
    stderr: 'inherit',
  });
  const database = openDatabase(databaseUrl, { poolSize: 2 });
  try {
    return { ...outcome.parse(JSON.parse(stdout)), steps: await readBack(database.prisma) };
  } finally {
    await database.close();
  }
}

const processPath = fileURLToPath(new URL('./rehearsing-process.ts', import.meta.url));

async function readBack(prisma: Database['prisma']): Promise<RehearsedStep[]> {
  const transitions = await prisma.transition.findMany({
    where: { source: 'measured', adaptation: { not: null } },
    include: {
      from: { include: { rebase: true } },
      to: { include: { rebase: true } },
      rehearsal: { include: { conflicts: { orderBy: { position: 'asc' } } } },
    },
    orderBy: { to: { rebase: { order: 'asc' } } },
  });
  return transitions.map(({ from, to, rehearsal, ...numbers }) => ({
    name: `${from.rebase.release} to ${to.rebase.release}`,
    from: { base: from.baseSha ?? '', head: from.headSha },
    to: { base: to.baseSha ?? '', head: to.headSha },
    conflicts: rehearsal.conflicts.map((conflict) => ({
      path: conflict.path,
      culprit: conflict.culpritSha,
      foundBy: conflict.culpritFoundBy,
      isMonotonic: conflict.isMonotonic,
      isConfirmed: conflict.isConfirmed,
    })),
    handClean: numbers.handClean ?? 0,
    flow: [numbers.flowSame, numbers.flowChanged, numbers.flowDropped, numbers.flowNew].join(' '),
  }));
}
