import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GoRelease, parseGoRelease } from './go-release.ts';
import {
  ABANDONED_AFTER_DAYS,
  decidePortState,
  type PortRebase,
  type PortStanding,
  type UpstreamRelease,
} from './port-state.ts';

function release(name: string): GoRelease {
  const parsed = parseGoRelease(name);
  if (!parsed) throw new Error(`not a release: ${name}`);
  return parsed;
}

/** Name of a release to its date; null where the date is not known. */
type History = Readonly<Record<string, string | null>>;

function dated(history: History): readonly (readonly [GoRelease, Date | null])[] {
  return Object.entries(history).map(([name, date]) => [
    release(name),
    date === null ? null : new Date(`${date}T12:00:00Z`),
  ]);
}

function decide({
  upstream,
  port,
  now,
  unmeasured = [],
}: {
  readonly upstream: History;
  readonly port: History;
  readonly now: string;
  readonly unmeasured?: readonly string[];
}): PortStanding {
  const releases = dated(upstream).map(([of, releasedAt]): UpstreamRelease => ({
    release: of,
    releasedAt,
  }));
  const rebases = dated(port).map(([of, publishedAt]): PortRebase => ({
    release: of,
    publishedAt,
    measured: !unmeasured.includes(of.name),
  }));
  return decidePortState({ rebases, releases, now: new Date(`${now}T08:00:00Z`) });
}

function stateOf(standing: PortStanding, line: string): string | undefined {
  return standing.lines.find((each) => each.line === line)?.state;
}

// Upstream's habit: two lines at a time, patch releases of both on the same day.
const upstream: History = {
  'go1.23.0': '2024-08-13',
  'go1.24.0': '2025-02-11',
  'go1.24.1': '2025-03-04',
  'go1.24.2': '2025-04-01',
  'go1.25rc1': '2025-06-11',
  'go1.25.0': '2025-08-12',
  'go1.24.7': '2025-09-03',
  'go1.25.1': '2025-09-03',
  'go1.24.8': '2025-10-07',
  'go1.25.2': '2025-10-07',
};

function until(date: string): History {
  return Object.fromEntries(
    Object.entries(upstream).filter(([, releasedAt]) => releasedAt !== null && releasedAt <= date),
  );
}

/** A port that follows each new release within days and drops the line before when a new one begins. */
const prompt: History = {
  'go1.24.0': '2025-02-12',
  'go1.24.1': '2025-03-06',
  'go1.24.2': '2025-04-01',
  'go1.25.0': '2025-08-19',
  'go1.25.1': '2025-09-09',
  'go1.25.2': '2025-10-08',
};

function promptUntil(date: string): History {
  return Object.fromEntries(
    Object.entries(prompt).filter(([, published]) => published !== null && published <= date),
  );
}

describe('a port that drops a line when the next one begins', () => {
  it.each([
    ['2025-04-02', 'current', 'current with go1.24.2', 'kept', undefined],
    [
      '2025-08-13',
      'current',
      'current with go1.24.2, the newest of its line; go1.25 is not followed',
      'kept',
      undefined,
    ],
    ['2025-08-20', 'current', 'current with go1.25.0', 'undecided', 'kept'],
    [
      '2025-09-05',
      'behind',
      'behind at go1.25.0: go1.25.1 has not been followed for 2 days',
      'undecided',
      'kept',
    ],
    ['2025-09-10', 'current', 'current with go1.25.1', 'undecided', 'kept'],
    ['2025-11-01', 'current', 'current with go1.25.2', 'undecided', 'kept'],
    ['2025-11-02', 'current', 'current with go1.25.2', 'abandoned', 'kept'],
  ])('is, on %s, %s', (now, state, verdict, go124, go125) => {
    const standing = decide({ upstream: until(now), port: promptUntil(now), now });
    expect(standing.state).toBe(state);
    expect(standing.verdict).toBe(verdict);
    expect(stateOf(standing, 'go1.24')).toBe(go124);
    expect(stateOf(standing, 'go1.25')).toBe(go125);
  });

  it('has ended the line once upstream has two newer ones', () => {
    const standing = decide({
      upstream: { ...upstream, 'go1.26.0': '2026-02-10' },
      port: { ...prompt, 'go1.26.0': '2026-02-11' },
      now: '2026-02-12',
    });
    expect(standing.verdict).toBe('current with go1.26.0');
    expect(standing.lines).toEqual([
      {
        line: 'go1.26',
        state: 'kept',
        newestRebase: 'go1.26.0',
        newestRelease: 'go1.26.0',
        releasesNotFollowed: [],
        daysNotFollowed: null,
        lagDays: 1,
        verdict: 'kept, with its newest release go1.26.0',
      },
      {
        line: 'go1.25',
        state: 'undecided',
        newestRebase: 'go1.25.2',
        newestRelease: 'go1.25.2',
        releasesNotFollowed: [],
        daysNotFollowed: null,
        lagDays: 1,
        verdict:
          'undecided: no release of it has been followed since go1.26.0, and none is missing',
      },
      {
        line: 'go1.24',
        state: 'ended',
        newestRebase: 'go1.24.2',
        newestRelease: 'go1.24.8',
        releasesNotFollowed: ['go1.24.7', 'go1.24.8'],
        daysNotFollowed: 162,
        lagDays: 0,
        verdict: 'ended: upstream supports only go1.25 and go1.26',
      },
    ]);
  });
});

describe('an older line that upstream supports', () => {
  const followed = { ...prompt, 'go1.24.7': '2025-09-04' };

  it('is kept by a patch release followed since the newer line began', () => {
    const standing = decide({ upstream: until('2025-10-01'), port: followed, now: '2025-10-01' });
    expect(standing.lines[1]).toMatchObject({
      line: 'go1.24',
      state: 'kept',
      releasesNotFollowed: [],
      verdict: 'kept, with its newest release go1.24.7',
    });
  });

  it('stays kept while the next one is not long out', () => {
    const standing = decide({ upstream, port: followed, now: '2025-10-08' });
    expect(standing.lines[1]).toMatchObject({
      state: 'kept',
      releasesNotFollowed: ['go1.24.8'],
      daysNotFollowed: 1,
      verdict: 'kept, but go1.24.8 has not been followed for 1 day',
    });
  });

  it(`is abandoned on day ${ABANDONED_AFTER_DAYS}, not the day before`, () => {
    const dayBefore = decide({ upstream, port: followed, now: '2025-12-05' });
    const day = decide({ upstream, port: followed, now: '2025-12-06' });
    expect(dayBefore.lines[1]).toMatchObject({ state: 'kept', daysNotFollowed: 59 });
    expect(day.lines[1]).toMatchObject({
      state: 'abandoned',
      daysNotFollowed: ABANDONED_AFTER_DAYS,
      verdict: 'abandoned: go1.24.8 has not been followed for 60 days',
    });
    expect(day.state).toBe('current');
  });

  it('is kept even by a release from before the newer line, followed after', () => {
    const port = { ...prompt, 'go1.24.2': '2025-08-13' };
    const standing = decide({ upstream, port, now: '2025-10-08' });
    expect(stateOf(standing, 'go1.24')).toBe('kept');
  });

  it('is not kept by a first release that came late', () => {
    const port = { 'go1.24.0': '2025-08-13', 'go1.25.0': '2025-08-14' };
    const standing = decide({
      upstream: { 'go1.24.0': '2025-02-11', 'go1.25.0': '2025-08-12' },
      port,
      now: '2025-08-15',
    });
    expect(stateOf(standing, 'go1.24')).toBe('undecided');
  });

  it('counts as followed up to the newest rebase, whatever it skipped', () => {
    const port = { ...prompt, 'go1.24.8': '2025-10-08' };
    const standing = decide({ upstream, port, now: '2026-01-01' });
    expect(standing.lines[1]).toMatchObject({ state: 'kept', releasesNotFollowed: [] });
  });

  it('is kept by release dates where the port has none', () => {
    const standing = decide({ upstream, port: { ...prompt, 'go1.24.7': null }, now: '2025-10-08' });
    expect(standing.lines[1]).toMatchObject({ state: 'kept', lagDays: null });
  });
});

describe('a port that stops', () => {
  const port = promptUntil('2025-08-20');
  it.each([
    ['2025-09-03', 'behind', 'behind at go1.25.0: go1.25.1 has not been followed for 0 days'],
    [
      '2025-10-10',
      'behind',
      'behind at go1.25.0: go1.25.1 has not been followed for 37 days, nor go1.25.2 after it',
    ],
    [
      '2025-11-02',
      'abandoned',
      'abandoned at go1.25.0: go1.25.1 has not been followed for 60 days, nor go1.25.2 after it',
    ],
  ])('is, on %s, %s', (now, state, verdict) => {
    const standing = decide({ upstream: until(now), port, now });
    expect([standing.state, standing.verdict]).toEqual([state, verdict]);
  });

  it('stays abandoned, and says why, when upstream no longer supports any line of it', () => {
    const standing = decide({
      upstream: {
        ...upstream,
        'go1.25.3': '2025-10-13',
        'go1.26.0': '2026-02-10',
        'go1.27.0': '2026-08-11',
      },
      port,
      now: '2026-08-12',
    });
    expect(standing.state).toBe('abandoned');
    expect(standing.verdict).toBe(
      'abandoned at go1.25.0: go1.25.1 has not been followed for 343 days, nor 2 more after it, and upstream supports only go1.26 and go1.27',
    );
    expect(standing.lines.map(({ state }) => state)).toEqual(['ended', 'ended']);
  });

  it('is behind, not abandoned, while an older line is kept', () => {
    const standing = decide({
      upstream,
      port: { ...port, 'go1.24.8': '2025-10-08' },
      now: '2026-01-10',
    });
    expect(standing.lines.map(({ line, state }) => [line, state])).toEqual([
      ['go1.25', 'abandoned'],
      ['go1.24', 'kept'],
    ]);
    expect(standing.state).toBe('behind');
  });
});

describe('a port whose newest line ends', () => {
  const ending: History = { ...upstream, 'go1.26.0': '2026-02-10' };
  const port: History = { 'go1.24.7': '2025-09-10', 'go1.24.8': '2025-10-08' };

  it.each([
    ['2026-02-09', 'current'],
    ['2026-02-10', 'behind'],
    ['2026-04-10', 'behind'],
    ['2026-04-11', 'abandoned'],
  ])(`is, on %s, %s: it gets ${ABANDONED_AFTER_DAYS} days to move on`, (now, state) => {
    const known = Object.fromEntries(
      Object.entries(ending).filter(([, date]) => date !== null && date <= now),
    );
    expect(decide({ upstream: known, port, now }).state).toBe(state);
  });

  it('is told that upstream supports it no longer', () => {
    expect(decide({ upstream: ending, port, now: '2026-02-11' }).verdict).toBe(
      'behind at go1.24.8: upstream supports only go1.25 and go1.26',
    );
  });

  it('gets no time when nobody knows since when', () => {
    const known = { ...ending, 'go1.26.0': null };
    expect(decide({ upstream: known, port, now: '2026-02-11' }).state).toBe('abandoned');
  });
});

describe('betas and release candidates', () => {
  const betas = { ...upstream, 'go1.26rc1': '2025-12-16', 'go1.26rc2': '2026-01-15' };

  it('make nobody behind', () => {
    const standing = decide({ upstream: betas, port: prompt, now: '2026-04-01' });
    expect(standing.verdict).toBe('current with go1.25.2');
  });

  it('do not end, nor begin, a line', () => {
    const standing = decide({ upstream: betas, port: prompt, now: '2026-04-01' });
    expect(stateOf(standing, 'go1.24')).toBe('abandoned');
    expect(stateOf(standing, 'go1.26')).toBeUndefined();
  });

  it('are followed without harm to the state', () => {
    const port = { ...prompt, 'go1.26rc1': '2025-12-20' };
    const standing = decide({ upstream: betas, port, now: '2026-04-01' });
    expect(standing).toMatchObject({ state: 'current', newest: 'go1.25.2' });
    expect(standing.lines[0]).toMatchObject({
      line: 'go1.26',
      state: 'kept',
      newestRebase: 'go1.26rc1',
      newestRelease: 'go1.26rc2',
      releasesNotFollowed: ['go1.26rc2'],
    });
    expect(stateOf(standing, 'go1.25')).toBe('kept');
  });

  it.each([
    ['go1.26rc2', 'current', 'current with go1.26rc2'],
    ['go1.26rc1', 'behind', 'behind at go1.26rc1: go1.26rc2 has not been followed for 5 days'],
  ])('are all that a port on %s can be judged by', (name, state, verdict) => {
    const standing = decide({ upstream: betas, port: { [name]: '2026-01-16' }, now: '2026-01-20' });
    expect([standing.state, standing.newest, standing.verdict]).toEqual([state, name, verdict]);
  });

  it('are left behind by the first release', () => {
    const standing = decide({
      upstream: { ...betas, 'go1.26.0': '2026-02-10' },
      port: { 'go1.26rc2': '2026-01-16' },
      now: '2026-02-11',
    });
    expect(standing.verdict).toBe('behind at go1.26rc2: go1.26.0 has not been followed for 1 day');
  });
});

describe('a port that is unmeasured', () => {
  it.each<[string, History, History, readonly string[], string | null, string]>([
    [
      'has no rebase',
      upstream,
      {},
      [],
      null,
      'not measured: it has no rebase on a release of upstream',
    ],
    [
      'has only rebases on what upstream never released',
      upstream,
      { 'go1.99.0': '2025-01-01' },
      [],
      null,
      'not measured: it has no rebase on a release of upstream',
    ],
    [
      'waits for its first measurement',
      upstream,
      { 'go1.25.2': '2025-10-08' },
      ['go1.25.2'],
      'go1.25.2',
      'not measured: none of its rebases has been measured yet',
    ],
    [
      'is known before upstream is',
      {},
      prompt,
      [],
      null,
      'not measured: no release of upstream is known yet',
    ],
  ])('%s', (_what, releases, port, unmeasured, newest, verdict) => {
    const standing = decide({ upstream: releases, port, unmeasured, now: '2025-10-10' });
    expect(standing).toEqual({ state: 'unmeasured', newest, lines: [], verdict });
  });
});

describe('what we know of a port', () => {
  it('does not make it behind: a published rebase counts before it is measured', () => {
    const standing = decide({
      upstream,
      port: prompt,
      unmeasured: ['go1.25.2'],
      now: '2025-10-10',
    });
    expect(standing).toMatchObject({ state: 'current', newest: 'go1.25.2' });
  });

  it('leaves out rebases on what upstream never released', () => {
    const port = { ...prompt, 'go1.99.0': '2025-10-09' };
    const standing = decide({ upstream, port, now: '2025-10-10' });
    expect(standing).toEqual(decide({ upstream, port: prompt, now: '2025-10-10' }));
  });

  it.each([
    [{ 'go1.21.0': '2023-08-08' }, { 'go1.21': '2023-08-09' }, 'go1.21.0'],
    [{ 'go1.20': '2023-02-01' }, { 'go1.20.0': '2023-02-02' }, 'go1.20'],
  ])('finds %j followed by %j', (released, port, newest) => {
    const standing = decide({ upstream: released, port, now: '2023-08-10' });
    expect(standing).toMatchObject({ state: 'current', newest });
    expect(standing.lines[0]?.lagDays).toBe(1);
  });

  it('calls nothing abandoned for a release without a date', () => {
    const standing = decide({
      upstream: { 'go1.25.0': '2025-08-12', 'go1.25.1': null },
      port: { 'go1.25.0': '2025-08-13' },
      now: '2026-08-12',
    });
    expect(standing).toMatchObject({
      state: 'behind',
      verdict: 'behind at go1.25.0: go1.25.1 has not been followed',
    });
    expect(standing.lines[0]?.daysNotFollowed).toBeNull();
  });

  it('says how early a port was', () => {
    const standing = decide({
      upstream: { 'go1.25.0': '2025-08-12' },
      port: { 'go1.25.0': '2025-08-10' },
      now: '2025-08-12',
    });
    expect(standing.lines[0]?.lagDays).toBe(-2);
  });
});

const anyDate = fc.option(
  fc.date({ min: new Date('2024-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
);
const anyName = fc.oneof(
  fc.tuple(fc.integer({ min: 20, max: 26 }), fc.nat(4)).map(([n, p]) => `go1.${n}.${p}`),
  fc.tuple(fc.integer({ min: 20, max: 27 }), fc.nat(2)).map(([n, k]) => `go1.${n}rc${k}`),
);
const anyRelease = anyName.map(release);

it('gives any history one state that fits its lines, whatever order it is told in', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ release: anyRelease, releasedAt: anyDate }), {
        selector: (each) => each.release.name,
      }),
      fc.uniqueArray(
        fc.record({ release: anyRelease, publishedAt: anyDate, measured: fc.boolean() }),
        { selector: (each) => each.release.name },
      ),
      fc.date({ min: new Date('2024-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
      (releases, rebases, now) => {
        const standing = decidePortState({ rebases, releases, now });
        expect(
          decidePortState({
            rebases: rebases.toReversed(),
            releases: releases.toReversed(),
            now,
          }),
        ).toEqual(standing);
        const states = standing.lines.map(({ state }) => state);
        const isOver = states.every((state) => state === 'abandoned' || state === 'ended');
        expect(standing.state === 'abandoned' && !isOver).toBe(false);
        expect(standing.state === 'current' && isOver).toBe(false);
        expect(standing.state === 'unmeasured').toBe(states.length === 0);
        expect(standing.verdict).toMatch(/^(current|behind|abandoned|not measured)[ :]/);
        for (const line of standing.lines) expect(line.verdict.startsWith(line.state)).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});
