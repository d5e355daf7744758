import { afterAll, beforeAll, expect, test } from 'vitest';

import { listForecasts } from '#lib/db/read/list-forecasts.ts';
import type { RehearsalMeasurement } from '#lib/domain/transition.ts';
import { mintPort } from '#lib/testing/mint-port.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { recordConfirmations } from './record-confirmations.ts';
import { recordCulprits } from './record-culprits.ts';
import { recordRehearsal, type RehearsalToRecord } from './record-rehearsal.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const PATH = 'src/net/net.go';
const SHA = 'c'.repeat(40);
const versions = { base: null, upstream: null, port: null };
const conflict: RehearsalMeasurement = {
  outcome: 'conflict',
  conflicts: [
    { path: PATH, type: 'content', gitTypes: ['contents'], subsystem: 'net', hunks: 1, versions },
  ],
  unplaced: [],
};
const at = (second: number) => new Date(1_600_000_000_000 + second * 1000);

/** A port with one revision, and rehearsals of it onto one commit. */
async function createRehearser() {
  const { prisma } = database;
  const port = await mintPort(prisma);
  const { id: rebaseId } = await prisma.rebase.create({
    data: { portId: port.id, release: 'go1.21.0', line: 'go1.21', kind: 'first', order: 1 },
  });
  const { id: fromRevisionId } = await prisma.revision.create({
    data: {
      rebaseId,
      baseSha: 'a'.repeat(40),
      headSha: 'b'.repeat(40),
      headRef: 'refs/heads/x',
      isNewest: true,
      seenAt: at(0),
    },
  });
  return {
    rehearse: (result: RehearsalToRecord['result'], change: Partial<RehearsalToRecord> = {}) =>
      recordRehearsal(prisma, {
        fromRevisionId,
        target: { name: 'go1.21.1', sha: 'd'.repeat(40), kind: 'patch', date: at(0) },
        isForecast: true,
        result,
        rehearsedAt: at(1),
        gitVersion: '2.39.5',
        methodVersion: 1,
        ...change,
      }),
    find: async (mostConflicts: number | null = null) => {
      const [forecast] = await listForecasts(prisma, port.id, mostConflicts);
      return forecast;
    },
  };
}

const rehearsed = (
  rehearsal: RehearsalMeasurement,
  silentRisks: Extract<RehearsalToRecord['result'], { kind: 'rehearsed' }>['silentRisks'] = null,
) => ({ kind: 'rehearsed', rehearsal, silentRisks }) as const;

const error = (reason: string) => ({ kind: 'error', reason }) as const;

async function explain(rehearsalId: number): Promise<void> {
  const commit = { sha: SHA, author: 'A', landedAt: at(0), subject: 'net: x', cl: null };
  const culprit = {
    path: PATH,
    commit,
    unmeasuredReason: null,
    candidates: 1,
    foundBy: 'path',
    isMonotonic: true,
  } as const;
  await recordCulprits(database.prisma, { rehearsalId, culprits: [culprit], at: at(2) });
  const confirmations = [{ path: PATH, sha: SHA, isConfirmed: true }];
  await recordConfirmations(database.prisma, { rehearsalId, confirmations, at: at(3) });
}

test('a step onto the commit of a forecast keeps its silent risks, culprits and confirmations', async () => {
  const { rehearse, find } = await createRehearser();
  const risks = [{ path: 'src/os/new_js.go', rule: 'constraint' }] as const;
  await explain(await rehearse(rehearsed(conflict, risks)));
  await rehearse(rehearsed(conflict), { isForecast: false, rehearsedAt: at(9) });
  const found = await find();
  expect(found).toMatchObject({ silent: risks, rehearsedAt: at(9) });
  expect(found?.conflicts).toMatchObject([{ culprit: { sha: SHA }, isConfirmed: true }]);
});

test('of the conflicts of a forecast as many are read as are asked for, in their order', async () => {
  const { rehearse, find } = await createRehearser();
  const [first] = conflict.conflicts;
  const paths = ['src/b.go', 'src/a.go', 'src/c.go'];
  const conflicts = paths.flatMap((path) => (first === undefined ? [] : [{ ...first, path }]));
  await rehearse(rehearsed({ ...conflict, conflicts }));
  const pathsOf = async (most: number | null) =>
    (await find(most))?.conflicts.map(({ path }) => path);
  expect(await pathsOf(null)).toEqual(paths);
  expect(await pathsOf(2)).toEqual(paths.slice(0, 2));
  expect(await pathsOf(0)).toEqual([]);
});

test('none found is told from not looked for', async () => {
  const { rehearse, find } = await createRehearser();
  await rehearse(rehearsed(conflict));
  expect((await find())?.silent).toBeNull();
  await rehearse(rehearsed(conflict, []));
  expect((await find())?.silent).toEqual([]);
});

test('another method or another git takes the place of all that was found before', async () => {
  for (const change of [{ methodVersion: 2 }, { gitVersion: '2.47.0' }]) {
    const { rehearse, find } = await createRehearser();
    const risks = [{ path: 'src/os/new_js.go', rule: 'constraint' }] as const;
    await explain(await rehearse(rehearsed(conflict, risks)));
    await rehearse(rehearsed(conflict), change);
    const found = await find();
    expect(found?.silent).toBeNull();
    expect(found?.conflicts).toMatchObject([{ culprit: null, isConfirmed: null }]);
  }
});

test('an error takes the place of nothing but an error, and is replaced by a result', async () => {
  const { rehearse, find } = await createRehearser();
  await rehearse(error('Git ran out of time.'));
  await rehearse(error('Git was killed.'));
  expect(await find()).toMatchObject({
    outcome: 'error',
    reason: 'Git was killed.',
    conflictedFiles: null,
    silent: null,
  });
  await explain(await rehearse(rehearsed(conflict, [])));
  await rehearse(error('Git ran out of time.'));
  const found = await find();
  expect(found).toMatchObject({ outcome: 'conflict', reason: null, silent: [] });
  expect(found?.conflicts).toMatchObject([{ culprit: { sha: SHA } }]);
});

test('a confirmation of a culprit that was looked for again meanwhile is dropped', async () => {
  const { rehearse, find } = await createRehearser();
  const rehearsalId = await rehearse(rehearsed(conflict));
  await explain(rehearsalId);
  await rehearse(rehearsed(conflict), { methodVersion: 2 });
  const confirmations = [{ path: PATH, sha: SHA, isConfirmed: false }];
  await recordConfirmations(database.prisma, { rehearsalId, confirmations, at: at(4) });
  expect((await find())?.conflicts).toMatchObject([{ culprit: null, isConfirmed: null }]);
});
