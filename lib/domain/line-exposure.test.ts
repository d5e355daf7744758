import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { judgePort } from './judge-port.ts';
import {
  type ExposedCve,
  type FixedRelease,
  type LineExposure,
  listLineExposures,
} from './line-exposure.ts';

/** Name of a release, its date, and what it fixes; null where nobody has looked. */
type Upstream = readonly (readonly [string, string | null, readonly string[] | null])[];

const upstream: Upstream = [
  ['go1.23.0', '2024-08-13', []],
  ['go1.24rc1', '2024-12-12', []],
  ['go1.24rc2', '2025-01-16', ['CVE-2024-1000']],
  ['go1.24.0', '2025-02-11', []],
  ['go1.23.6', '2025-02-11', ['CVE-2025-1000']],
  ['go1.24.1', '2025-03-04', ['CVE-2025-1001']],
  ['go1.23.7', '2025-03-04', ['CVE-2025-1001']],
  ['go1.24.2', '2025-04-01', []],
  ['go1.25.0', '2025-08-12', []],
  ['go1.24.6', '2025-08-12', ['CVE-2025-1002', 'CVE-2025-1003']],
  ['go1.25.1', '2025-09-03', ['CVE-2025-1004']],
  ['go1.24.7', '2025-09-03', ['CVE-2025-1003', 'CVE-2025-1004']],
];

function at(date: string): Date {
  return new Date(`${date}T12:00:00Z`);
}

function releasesOf(rows: Upstream): readonly FixedRelease[] {
  return rows.map(([name, date, cves]) => ({
    name,
    releasedAt: date === null ? null : at(date),
    fixes: cves && cves.map((cve) => ({ cve, sha: `${name} ${cve}` })),
  }));
}

function exposuresOf(
  port: readonly string[],
  { rows = upstream, now = '2025-09-13' }: { rows?: Upstream; now?: string } = {},
): readonly LineExposure[] {
  const releases = releasesOf(rows);
  const rebases = port.map((release) => ({
    release,
    publishedAt: releases.find(({ name }) => name === release)?.releasedAt ?? null,
    sums: {},
  }));
  const { lines } = judgePort({ rebases, releases, now: at(now) });
  return listLineExposures({ lines, releases, now: at(now) });
}

function exposureOf(port: string, change: Parameters<typeof exposuresOf>[1] = {}): LineExposure {
  const [exposure] = exposuresOf([port], change);
  if (exposure === undefined) throw new Error(`${port} has no line.`);
  return exposure;
}

function reworked(port: string): ExposedCve | undefined {
  return exposureOf(port).cves.find(({ id }) => id === 'CVE-2025-1003');
}

describe('users of a line are exposed to', () => {
  it.each([
    ['nothing, when every release of it is followed', 'go1.25.1', [], null],
    ['what the one release after it fixes', 'go1.25.0', ['CVE-2025-1004'], '2025-09-03'],
    [
      'what all releases after it fix, longest exposed first, each once',
      'go1.24.0',
      ['CVE-2025-1001', 'CVE-2025-1002', 'CVE-2025-1003', 'CVE-2025-1004'],
      '2025-03-04',
    ],
    ['only what is fixed after it', 'go1.24.6', ['CVE-2025-1003', 'CVE-2025-1004'], '2025-09-03'],
    [
      'what a later candidate fixed, when it stands on an earlier one',
      'go1.24rc1',
      5,
      '2025-01-16',
    ],
    [
      'what its own line fixed, though the line has ended',
      'go1.23.6',
      ['CVE-2025-1001'],
      '2025-03-04',
    ],
  ])('%s', (_, port, cves, since) => {
    const exposure = exposureOf(port);
    const ids = exposure.cves.map(({ id }) => id);
    expect(typeof cves === 'number' ? ids.length : ids).toEqual(cves);
    expect(exposure.exposedSince).toEqual(since === null ? null : at(since));
    expect(exposure.notLookedFor).toEqual([]);
  });

  it('a CVE whose fix was worked over since the first fix, until the last is followed', () => {
    expect(reworked('go1.24.2')).toMatchObject({
      since: at('2025-08-12'),
      days: 32,
      release: 'go1.24.7',
      releasedAt: at('2025-09-03'),
      sha: 'go1.24.7 CVE-2025-1003',
    });
    expect(reworked('go1.24.6')).toMatchObject({ since: at('2025-09-03'), days: 10 });
    expect(reworked('go1.24.7')).toBeUndefined();
  });
});

describe('what was not looked for', () => {
  const unseen: Upstream = upstream.map(([name, date, cves]) =>
    name === 'go1.25.1' ? [name, date, null] : [name, date, cves],
  );

  it('is named, and never taken for none', () => {
    expect(exposureOf('go1.25.0', { rows: unseen })).toMatchObject({
      cves: [],
      exposedSince: null,
      notLookedFor: ['go1.25.1'],
      exposure: 'what go1.25.1 fixes has not been looked for',
    });
  });

  it('says nothing of a port that has followed it', () => {
    expect(exposureOf('go1.25.1', { rows: unseen })).toMatchObject({
      notLookedFor: [],
      exposure: 'nothing of the line is missing',
    });
  });

  it('leaves what may apply to an ended line unknown', () => {
    expect(exposureOf('go1.23.7', { rows: unseen })).toMatchObject({
      end: { at: at('2025-08-12'), laterCves: null },
      exposure:
        'nothing of the line is missing; fixes in newer lines since 2025-08-12 may apply, which nobody has measured',
    });
  });
});

describe('a line that ended', () => {
  it('may need what newer lines fixed since, and that counts neither as exposure nor as none', () => {
    expect(exposureOf('go1.23.7')).toMatchObject({
      state: 'ended',
      cves: [],
      exposedSince: null,
      end: { at: at('2025-08-12'), laterCves: 3 },
      exposure:
        'nothing of the line is missing; fixes of 3 CVEs in newer lines since 2025-08-12 may apply, which nobody has measured',
    });
  });

  it('leaves out what the line itself has fixed', () => {
    const rows = upstream.map(([name, date, cves]): Upstream[number] =>
      name === 'go1.23.7' ? [name, date, ['CVE-2025-1002', 'CVE-2025-1004']] : [name, date, cves],
    );
    expect(exposureOf('go1.23.6', { rows }).end?.laterCves).toBe(1);
  });

  it('has a line beside it that goes on, in the order of the standing', () => {
    const exposures = exposuresOf(['go1.23.7', 'go1.25.0']);
    expect(exposures.map(({ line, end }) => [line, end !== null])).toEqual([
      ['go1.25', false],
      ['go1.23', true],
    ]);
  });
});

it.each([
  ['go1.25.0', 'exposed to 1 CVE since 2025-09-03'],
  ['go1.24.0', 'exposed to 4 CVEs since 2025-03-04'],
  [
    'go1.23.6',
    'exposed to 1 CVE since 2025-03-04; fixes of 3 CVEs in newer lines since 2025-08-12 may apply, which nobody has measured',
  ],
])('%s in words: %s', (port, words) => {
  expect(exposureOf(port).exposure).toBe(words);
});

it('a release without a date leaves the day open and sorts last', () => {
  const rows = upstream.map(([name, date, cves]): Upstream[number] => [
    name,
    name === 'go1.24.1' ? null : date,
    cves,
  ]);
  const { cves, exposedSince, exposure } = exposureOf('go1.24.0', { rows });
  expect(cves.at(-1)).toMatchObject({ id: 'CVE-2025-1001', since: null, days: null });
  expect(exposedSince).toEqual(at('2025-08-12'));
  expect(exposure).toContain('exposed to 4 CVEs');
});

describe('for any history', () => {
  const cve = fc.constantFrom('CVE-2020-1111', 'CVE-2020-2222', 'CVE-2020-3333', 'CVE-2020-4444');
  const history = fc
    .tuple(
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.option(fc.uniqueArray(cve, { maxLength: 3 }), { freq: 6 }), {
        minLength: 9,
        maxLength: 9,
      }),
    )
    .map(([count, fixes]) =>
      Array.from({ length: count }, (_, patch): Upstream[number] => {
        const name = patch === 0 ? 'go1.20' : `go1.20.${patch}`;
        return [name, `2023-0${patch + 1}-01`, fixes[patch] ?? null];
      }),
    );

  it('a CVE is exposed exactly when a release after the newest rebase fixes it', () => {
    fc.assert(
      fc.property(history, fc.nat(), (rows, pick) => {
        const port = rows[pick % rows.length]?.[0] ?? 'go1.20';
        const place = rows.findIndex(([name]) => name === port);
        const after = rows.slice(place + 1);
        const { cves, notLookedFor, exposure } = exposureOf(port, { rows, now: '2024-01-01' });
        expect(new Set(cves.map(({ id }) => id))).toEqual(
          new Set(after.flatMap(([, , fixes]) => fixes ?? [])),
        );
        expect(notLookedFor).toEqual(after.flatMap(([name, , f]) => (f === null ? [name] : [])));
        expect(exposure === 'nothing of the line is missing').toBe(after.length === 0);
      }),
    );
  });

  it('following one more release never exposes to anything new, nor earlier', () => {
    fc.assert(
      fc.property(history, (rows) => {
        for (const [index, [name]] of rows.entries()) {
          const next = rows[index + 1];
          if (next === undefined) continue;
          const before = exposureOf(name, { rows, now: '2024-01-01' });
          const after = exposureOf(next[0], { rows, now: '2024-01-01' });
          const ids = before.cves.map(({ id }) => id);
          for (const { id, since } of after.cves) {
            expect(ids).toContain(id);
            const earlier = before.cves.find((each) => each.id === id)?.since;
            expect(since?.getTime()).toBeGreaterThanOrEqual(earlier?.getTime() ?? Infinity);
          }
        }
      }),
    );
  });

  it('the order in which releases are known changes nothing', () => {
    fc.assert(
      fc.property(history, fc.nat(), (rows, pick) => {
        const port = rows[pick % rows.length]?.[0] ?? 'go1.20';
        expect(exposureOf(port, { rows: rows.toReversed(), now: '2024-01-01' })).toEqual(
          exposureOf(port, { rows, now: '2024-01-01' }),
        );
      }),
    );
  });
});

it('refuses a line whose newest rebase is no release', () => {
  const [line] = exposuresOf(['go1.25.0']);
  expect(() =>
    listLineExposures({
      lines: line === undefined ? [] : [{ ...line, newestRebase: 'tamago' }],
      releases: [],
      now: at('2025-01-01'),
    }),
  ).toThrow('Not a release');
});
