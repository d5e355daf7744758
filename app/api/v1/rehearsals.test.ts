import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  ApiBacktest,
  ApiForecast,
  ApiPorts,
  ApiProblem,
  ApiRebases,
  ApiRebaseWithFiles,
} from '#lib/domain/api-v1.ts';
import { scoreSilentSteps } from '#lib/domain/silent-backtest.ts';
import { insertScene } from '#lib/testing/scenes.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { GET as getComparedCsv } from './compare.csv/route.ts';
import { GET as getPorts } from './ports/route.ts';
import { GET as getPortsCsv } from './ports.csv/route.ts';
import { GET as getBacktest } from './ports/[port]/backtest/route.ts';
import { GET as getBacktestCsv } from './ports/[port]/backtest.csv/route.ts';
import { GET as getTotalsCsv } from './ports/[port]/backtest-totals.csv/route.ts';
import { GET as getChurnCsv } from './ports/[port]/churn.csv/route.ts';
import { GET as getConflictsCsv } from './ports/[port]/conflicts.csv/route.ts';
import { GET as getForecast } from './ports/[port]/forecast/route.ts';
import { GET as getForecastCsv } from './ports/[port]/forecast.csv/route.ts';
import { GET as getHistoryCsv } from './ports/[port]/forecast-history.csv/route.ts';
import { GET as getKindsCsv } from './ports/[port]/kinds.csv/route.ts';
import { GET as getRebases } from './ports/[port]/rebases/route.ts';
import { GET as getRebase } from './ports/[port]/rebases/[release]/route.ts';
import { GET as getStepConflictsCsv } from './ports/[port]/rebases/[release]/conflicts.csv/route.ts';
import { GET as getHandWorkCsv } from './ports/[port]/rebases/[release]/hand-work.csv/route.ts';
import { GET as getHandWorkBySubsystemCsv } from './ports/[port]/rebases/[release]/hand-work-by-subsystem.csv/route.ts';
import { GET as getSilentRisksCsv } from './ports/[port]/silent-risks.csv/route.ts';
import { GET as getTransitionsCsv } from './ports/[port]/transitions.csv/route.ts';
import { silentRisksCsv } from './silent-risks-csv.ts';

let db: TestDatabase;
const now = new Date();

beforeAll(async () => {
  db = await createTestDatabase();
  await insertScene(db.prisma, 'rehearsed', now);
  globalThis.tidemarkDatabase = db;
});

afterAll(async () => {
  globalThis.tidemarkDatabase = undefined;
  await db.close();
});

function request(query = ''): Request {
  return new Request(`http://tidemark.test/${query}`);
}

const port = { params: Promise.resolve({ port: 'lumen' }) };

async function transitionOf(release: string) {
  const params = Promise.resolve({ port: 'lumen', release });
  const response = await getRebase(request(), { params });
  return ApiRebaseWithFiles.parse(await response.json()).transition;
}

test('next of a port is the first target of its forecast in conflict, of its newest rebase', async () => {
  const [listed] = ApiPorts.parse(await (await getPorts(request())).json());
  const { targets } = ApiForecast.parse(await (await getForecast(request(), port)).json());
  const conflict = targets.find(({ outcome }) => outcome === 'conflict');
  expect(conflict?.from).toBe(targets[0]?.from);
  expect(conflict).toMatchObject(listed?.next ?? {});
  expect(listed?.next?.conflictedFiles).toBeGreaterThan(0);
});

describe('a transition', () => {
  test('belongs to the rebase it leads into, and names the one before', async () => {
    const { rebases } = ApiRebases.parse(await (await getRebases(request(), port)).json());
    const steps = rebases.map(({ release, transition }) => [release, transition?.from ?? null]);
    expect(steps.filter(([, from]) => from !== null)).toEqual([
      ['go1.22.0', 'go1.21.2'],
      ['go1.22.1', 'go1.22.0'],
      ['go1.22.2', 'go1.22.1'],
    ]);
    expect(rebases.find(({ release }) => release === 'go1.22.0')?.transition).toEqual({
      from: 'go1.21.2',
      outcome: 'conflict',
      conflictedFiles: 2,
      handWork: { conflicted: 9, clean: 41, adaptation: 21, own: 29, files: 3 },
      subsystems: [
        { subsystem: 'runtime', conflictedFiles: 1, adaptation: 9, own: 29, pressure: 300 },
        { subsystem: 'net', conflictedFiles: 1, adaptation: 12, own: 0, pressure: 100 },
      ],
      flow: null,
      pressure: { files: 2, insertions: 300, deletions: 100, commits: 14 },
      reason: null,
      flowReason: 'A patch series is too long to be compared.',
    });
  });

  test('that was clean has zeros, not nulls', async () => {
    expect(await transitionOf('go1.22.1')).toMatchObject({
      outcome: 'clean',
      conflictedFiles: 0,
      handWork: { conflicted: 0, clean: 0, adaptation: 0, own: 0, files: 0 },
      flow: { same: 12, changed: 0, dropped: 0, new: 0 },
      conflicts: [],
      paths: [],
    });
  });

  test('that failed has nulls and the reason, and is neither clean nor a conflict', async () => {
    expect(await transitionOf('go1.22.2')).toEqual({
      from: 'go1.22.1',
      outcome: 'error',
      conflictedFiles: null,
      handWork: null,
      subsystems: null,
      flow: null,
      pressure: null,
      reason: 'The mirror does not hold the tree of x.',
      flowReason: 'The mirror does not hold the tree of x.',
      conflicts: null,
      paths: null,
    });
  });

  test('names the culprit of each conflict, or why there is none', async () => {
    const conflicts = (await transitionOf('go1.22.0'))?.conflicts;
    expect(conflicts).toMatchObject([
      {
        path: 'src/runtime/proc.go',
        type: 'content',
        subsystem: 'runtime',
        hunks: 2,
        culprit: {
          subject: 'runtime: park more <quietly> & often',
          author: 'A. Gopher',
          cl: 'https://go-review.googlesource.com/c/go/+/123456',
        },
        monotonic: false,
        confirmed: false,
        candidates: 7,
        // Upstream released go1.22.0 139 days ago; the culprit landed 200 days ago.
        daysBeforeRelease: 61,
      },
      {
        path: 'src/net/sock_posix.go',
        type: 'modify/delete',
        hunks: null,
        culprit: null,
        culpritReason: 'No commit explains it.',
        confirmed: null,
        daysBeforeRelease: null,
      },
    ]);
    expect(conflicts?.[0]?.culprit?.date).toBe(
      new Date(now.getTime() - 200 * 86_400_000).toISOString(),
    );
  });

  test('comes as CSV: one row each, empty where not measured', async () => {
    const csv = await (await getTransitionsCsv(request(), port)).text();
    const [head = '', ...rows] = csv.trimEnd().split('\r\n');
    const names = head.split(',');
    const cell = (row: number, name: string) => rows[row]?.split(',')[names.indexOf(name)];
    expect(rows).toHaveLength(3);
    expect(cell(0, 'adaptation')).toBe('21');
    expect(cell(0, 'runtime.own')).toBe('29');
    expect(cell(0, 'os.own')).toBe('0');
    expect(cell(2, 'outcome')).toBe('error');
    expect(cell(2, 'adaptation')).toBe('');
    expect(cell(2, 'runtime.own')).toBe('');
  });
});

describe('a forecast', () => {
  test('names what upstream has and the port has not, tip first, and an error beside the older result', async () => {
    const { targets } = ApiForecast.parse(await (await getForecast(request(), port)).json());
    expect(
      targets.map(({ target, from, outcome, conflictedFiles, reason }) => ({
        target,
        from,
        outcome,
        conflictedFiles,
        reason,
      })),
    ).toEqual([
      {
        target: 'tip',
        from: 'go1.22.3',
        outcome: 'error',
        conflictedFiles: null,
        reason: 'Git ran out of time.',
      },
      { target: 'tip', from: 'go1.22.3', outcome: 'conflict', conflictedFiles: 2, reason: null },
      { target: 'go1.23rc1', from: 'go1.22.3', outcome: 'clean', conflictedFiles: 0, reason: null },
    ]);
    // Named, looked for and none found, and not looked for.
    expect(targets.map(({ silent }) => silent)).toEqual([
      null,
      [{ path: 'src/os/new_js.go', rule: 'constraint' }],
      [],
    ]);
    expect(targets[1]?.conflicts?.[0]).toMatchObject({
      path: 'src/runtime/proc.go',
      daysBeforeRelease: null,
    });
  });
});

describe('a backtest', () => {
  test('without a past is empty, by either way of dating', async () => {
    for (const query of ['', '?dating=publication']) {
      const backtest = ApiBacktest.parse(await (await getBacktest(request(query), port)).json());
      expect(backtest.forecasts).toEqual([]);
      expect(backtest.totals.rc1).toMatchObject({ lines: 0, actual: 0, medianLeadDays: null });
    }
  });
});

test('of an unknown port everything is a problem that names those there are', async () => {
  const params = Promise.resolve({ port: 'nobody' });
  for (const get of [getForecast, getBacktest, getConflictsCsv, getTransitionsCsv]) {
    const response = await get(request(), { params });
    expect(response.status).toBe(404);
    expect(ApiProblem.parse(await response.json()).ports).toEqual(['lumen']);
  }
});

test('kinds as CSV: a row a release whose kinds add up to all, by files or by lines', async () => {
  for (const measure of ['files', 'lines']) {
    const response = await getKindsCsv(request(`?measure=${measure}&releases=first`), port);
    expect(response.headers.get('Content-Disposition')).toContain('lumen-kinds.csv');
    const [head = '', ...rows] = (await response.text()).trimEnd().split('\r\n');
    expect(head).toMatch(/^release,line,isFirst,(.+,)+all,reason$/);
    expect(rows.map((row) => row.split(',')[0])).toEqual(['go1.20', 'go1.21.0', 'go1.22.0']);
    for (const row of rows) {
      const counts = row.split(',').slice(3, -1).map(Number);
      const all = counts.pop();
      expect(counts.reduce((sum, each) => sum + each, 0)).toBe(all);
      expect(all).toBeGreaterThan(0);
    }
  }
});

describe('churn as CSV', () => {
  test('of steps: a row a release, empty with its reason where not measured', async () => {
    const response = await getChurnCsv(request('?measure=adaptation&releases=first'), port);
    expect(response.headers.get('Content-Disposition')).toContain('lumen-churn.csv');
    expect((await response.text()).trimEnd().split('\r\n')).toEqual([
      'release,line,isFirst,runtime,net,all,reason',
      'go1.20,go1.20,true,,,,It is the first rebase: there is none before it.',
      'go1.21.0,go1.21,true,,,,The step from the rebase before is not measured yet.',
      'go1.22.0,go1.22,true,9,12,21,',
    ]);
  });

  test('of a range: the rows of the page, and a problem where there is no such range', async () => {
    const response = await getChurnCsv(request('?from=go1.21&releases=first'), port);
    const rows = (await response.text()).trimEnd().split('\r\n').slice(1);
    expect(rows.map((row) => row.split(',')[0])).toEqual(['go1.21.0', 'go1.22.0']);
    for (const get of [getChurnCsv, getConflictsCsv, getTransitionsCsv]) {
      const wrong = await get(request('?from=go1.22.0&to=go1.20'), port);
      expect(wrong.status).toBe(400);
      expect(ApiProblem.parse(await wrong.json()).detail).toBe(
        'The range went backwards, from go1.22.0 to go1.20.',
      );
    }
    const steps = await (await getTransitionsCsv(request('?to=go1.21.0'), port)).text();
    expect(steps).not.toContain('go1.22.0,');
  });

  test('is of the patch and of all releases where nothing is chosen', async () => {
    const response = await getChurnCsv(request(), port);
    const [head = '', ...rows] = (await response.text()).trimEnd().split('\r\n');
    expect(rows).toHaveLength(12);
    const at = (row: string | undefined, name: string) =>
      row?.split(',')[head.split(',').indexOf(name)];
    const { rebases } = ApiRebases.parse(await (await getRebases(request(), port)).json());
    const patch = rebases[0]?.patch;
    expect(at(rows[0], 'all')).toBe(String((patch?.insertions ?? 0) + (patch?.deletions ?? 0)));
    expect(at(rows[7], 'all')).toBe('');
  });
});

/** Rows by the names of their columns; cells may be quoted, and then hold commas. */
async function readCsv(response: Response): Promise<readonly Readonly<Record<string, string>>[]> {
  expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  const [head = [], ...rows] = (await response.text())
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?<=^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    );
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
}

describe('as CSV', () => {
  test('files in conflict: under each line the step that met it, "none", or nothing where not measured', async () => {
    const response = await getConflictsCsv(request(), port);
    expect(response.headers.get('Content-Disposition')).toContain('lumen-conflicts.csv');
    const unmeasured = { 'go1.20': '', 'go1.21': '' };
    const rows = [
      { path: 'src/net/sock_posix.go', lines: '1', ...unmeasured, 'go1.22': 'go1.22.0' },
      { path: 'src/runtime/proc.go', lines: '1', ...unmeasured, 'go1.22': 'go1.22.0' },
    ];
    expect(await readCsv(response)).toEqual(rows);
    const narrowed = await getConflictsCsv(request('?from=go1.22&subsystem=net'), port);
    expect(await readCsv(narrowed)).toEqual([
      { path: 'src/net/sock_posix.go', lines: '1', 'go1.22': 'go1.22.0' },
    ]);
    const clean = await getConflictsCsv(request('?from=go1.22.1'), port);
    expect(await readCsv(clean)).toEqual([]);
  });

  test('a forecast has the paths of the JSON, and a row for a target without any', async () => {
    const { targets } = ApiForecast.parse(await (await getForecast(request(), port)).json());
    const rows = await readCsv(await getForecastCsv(request(), port));
    expect(rows.map(({ target, path }) => [target, path])).toEqual(
      targets.flatMap(({ target, conflicts }) =>
        conflicts === null || conflicts.length === 0
          ? [[target, '']]
          : conflicts.map(({ path }) => [target, path]),
      ),
    );
    expect(new Set(rows.map(({ outcome }) => outcome)).size).toBeGreaterThan(1);
  });

  test('a backtest has the scores of the JSON', async () => {
    const { forecasts } = ApiBacktest.parse(await (await getBacktest(request(), port)).json());
    const rows = await readCsv(await getBacktestCsv(request(), port));
    expect(rows.map(({ preRelease, hit, missed }) => [preRelease, hit, missed])).toEqual(
      forecasts.map(({ preRelease, hit, missed }) => [
        preRelease,
        String(hit ?? ''),
        String(missed?.length ?? ''),
      ]),
    );
  });

  test('a step has the conflicts and the hand work of the JSON', async () => {
    const step = await transitionOf('go1.22.0');
    const at = { params: Promise.resolve({ port: 'lumen', release: 'go1.22.0' }) };
    const conflicts = await readCsv(await getStepConflictsCsv(request(), at));
    expect(conflicts.map(({ path, type, culprit }) => [path, type, culprit])).toEqual(
      step?.conflicts?.map(({ path, type, culprit }) => [path, type, culprit?.sha ?? '']),
    );
    const paths = await readCsv(await getHandWorkCsv(request(), at));
    expect(new Set(paths.map(({ path }) => path))).toEqual(
      new Set(step?.paths?.map(({ path }) => path)),
    );
    expect(new Set(paths.map(({ work }) => work))).toEqual(
      new Set(['conflict', 'adaptation', 'own work']),
    );
    const subsystems = await readCsv(await getHandWorkBySubsystemCsv(request(), at));
    expect(subsystems.map(({ subsystem, adaptation }) => [subsystem, adaptation])).toEqual(
      step?.subsystems?.map(({ subsystem, adaptation }) => [subsystem, String(adaptation)]),
    );
  });

  test.each([
    ['go1.20', 'It is the first rebase: there is none before it.'],
    ['go1.22.2', 'The mirror does not hold the tree of x.'],
    ['go1.22.3', 'The step from the rebase before is not measured yet.'],
  ])('a step without numbers is a problem that says why: to %s', async (release, reason) => {
    const params = Promise.resolve({ port: 'lumen', release });
    for (const get of [getStepConflictsCsv, getHandWorkCsv, getHandWorkBySubsystemCsv]) {
      const response = await get(request(), { params });
      expect(response.status).toBe(404);
      expect(ApiProblem.parse(await response.json()).detail).toContain(reason);
    }
  });

  test('how forecasts grew, how well they did in all, and what the rules named', async () => {
    const { targets } = ApiForecast.parse(await (await getForecast(request(), port)).json());
    const history = await readCsv(await getHistoryCsv(request(), port));
    const told = history.map(({ target, conflictedFiles }) => `${target}: ${conflictedFiles}`);
    // A past pre-release too, which is not ahead any more.
    expect(told).toEqual(
      expect.arrayContaining(
        targets
          .filter(({ reason }) => reason === null)
          .map(({ target, conflictedFiles }) => `${target}: ${conflictedFiles}`),
      ),
    );
    expect(told.length).toBeGreaterThan(2);
    const { totals } = ApiBacktest.parse(await (await getBacktest(request(), port)).json());
    const rows = await readCsv(await getTotalsCsv(request(), port));
    expect(rows.map(({ knownAt, actual }) => [knownAt, actual])).toEqual(
      Object.entries(totals).map(([knownAt, { actual }]) => [knownAt, String(actual)]),
    );
    const empty = await (await getSilentRisksCsv(request(), port)).text();
    expect(empty).toBe('namedBy,actual,hit,false\r\n');
  });

  test('the rules together come before each of them by itself', () => {
    const named = { path: 'src/os/new_js.go', rule: 'constraint' } as const;
    const steps = [{ release: 'go1.22.0', named: [named], work: [named.path, 'src/os/proc.go'] }];
    const [, ...rows] = silentRisksCsv(scoreSilentSteps(steps)).trimEnd().split('\r\n');
    expect(rows.slice(0, 2)).toEqual([
      'all rules,2,1,0',
      '"all rules, without go1.18’s move of zgoos_*",2,1,0',
    ]);
    expect(rows.slice(2).every((row) => row.startsWith('the rule '))).toBe(true);
  });

  test('ports are compared by what their rebases say, and one that is not there is named', async () => {
    const { rebases } = ApiRebases.parse(await (await getRebases(request(), port)).json());
    const newest = rebases.at(-1);
    const rows = await readCsv(await getComparedCsv(request('?ports=lumen&metric=files')));
    expect(rows).toMatchObject([
      { port: 'lumen', newestRelease: newest?.release, newest: String(newest?.patch?.files) },
    ]);
    const wrong = await getComparedCsv(request('?ports=lumen,nobody'));
    expect(wrong.status).toBe(404);
    expect(ApiProblem.parse(await wrong.json()).ports).toEqual(['lumen']);
  });

  test('all ports, with what their newest rebase measures', async () => {
    const [row, ...others] = await readCsv(await getPortsCsv(request()));
    expect(others).toEqual([]);
    expect(row).toMatchObject({ port: 'lumen', release: 'go1.22.3', unmeasuredReason: '' });
  });
});
