import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareGoReleases,
  compareLines,
  type GoRelease,
  isFullRelease,
  isSameRelease,
  parseGoRelease,
  releaseKey,
  releaseOrder,
  supportedLines,
} from './go-release.ts';

function release(name: string): GoRelease {
  const parsed = parseGoRelease(name);
  if (!parsed) throw new Error(`not a release: ${name}`);
  return parsed;
}

describe('parseGoRelease', () => {
  it.each([
    ['go1.26beta1', 'go1.26', 'beta', 26, null, 1],
    ['go1.26rc3', 'go1.26', 'rc', 26, null, 3],
    ['go1.20', 'go1.20', 'first', 20, 0, null],
    ['go1.21', 'go1.21', 'first', 21, 0, null],
    ['go1.21.0', 'go1.21', 'first', 21, 0, null],
    ['go1.24.13', 'go1.24', 'patch', 24, 13, null],
    ['go1.2.2', 'go1.2', 'patch', 2, 2, null],
    ['go1', 'go1', 'first', 0, 0, null],
    ['go1.0.1', 'go1', 'patch', 0, 1, null],
    ['go1.8.5rc4', 'go1.8', 'rc', 8, 5, 4],
    ['go1.999.999', 'go1.999', 'patch', 999, 999, null],
  ])('reads %s', (name, line, kind, minor, patch, pre) => {
    expect(parseGoRelease(name)).toEqual({ name, line, kind, major: 1, minor, patch, pre });
  });

  it.each([
    '',
    'go',
    'go1.',
    'go2',
    'go2.1',
    '1.26.0',
    'Go1.26',
    'go1.26.',
    'go1.26.0.1',
    'go1.026',
    'go1.26.00',
    'go01.26',
    'go1.26rc',
    'go1.26rc01',
    'go1.26alpha1',
    'go1.26-rc1',
    'go1.26rc1beta1',
    'go1rc1.26',
    'go1.26.0rc1',
    'go1.26.1beta1',
    'go1rc1',
    'go1.-26',
    'go1.+26',
    'go1. 26',
    ' go1.26',
    'go1.26 ',
    'go1.26\n',
    'go1.26.0-bigcorp',
    'go1.1000',
    'go1.26.1000',
    'go1.26rc100',
    'go1.99999999999999999999',
    'go1.٢٦',
    'weekly.2012-03-27',
    'release.r60.3',
    'tamago-go1.26.0',
  ])('takes %j for no release', (name) => {
    expect(parseGoRelease(name)).toBeNull();
  });

  it('tells what users run from what they try out', () => {
    const full = ['go1.26beta1', 'go1.26rc1', 'go1.26', 'go1.26.0', 'go1.26.1', 'go1.8.5rc4'];
    expect(full.map(release).map(isFullRelease)).toEqual([false, false, true, true, true, false]);
  });
});

describe('releaseKey', () => {
  it.each([
    ['go1', 'go1'],
    ['go1.0', 'go1'],
    ['go1.0.1', 'go1.0.1'],
    ['go1.20', 'go1.20'],
    ['go1.20.0', 'go1.20'],
    ['go1.21', 'go1.21.0'],
    ['go1.21.0', 'go1.21.0'],
    ['go1.21.1', 'go1.21.1'],
    ['go1.26rc1', 'go1.26rc1'],
    ['go1.8.5rc4', 'go1.8.5rc4'],
  ])('of %s is the tag that upstream would give it, %s', (name, key) => {
    expect(releaseKey(release(name))).toBe(key);
  });

  it('makes one release of both spellings, and of nothing else', () => {
    expect(isSameRelease(release('go1.21'), release('go1.21.0'))).toBe(true);
    expect(isSameRelease(release('go1.21'), release('go1.21rc1'))).toBe(false);
    expect(isSameRelease(release('go1.21.1'), release('go1.21.11'))).toBe(false);
  });
});

// Upstream's own history and then some, in the order in which each came to be the better one to have.
const ascending = [
  'go1',
  'go1.0.1',
  'go1.0.3',
  'go1.1rc2',
  'go1.1',
  'go1.1.2',
  'go1.2rc5',
  'go1.2',
  'go1.3beta1',
  'go1.3beta2',
  'go1.3rc1',
  'go1.3',
  'go1.8',
  'go1.8.4',
  'go1.8.5rc4',
  'go1.8.5rc5',
  'go1.8.5',
  'go1.8.7',
  'go1.9beta1',
  'go1.9rc2',
  'go1.9',
  'go1.9.7',
  'go1.10beta1',
  'go1.10beta2',
  'go1.10rc1',
  'go1.10',
  'go1.10.8',
  'go1.20',
  'go1.20.14',
  'go1.21rc4',
  'go1.21.0',
  'go1.21.9',
  'go1.21.10',
  'go1.26rc3',
  'go1.26.0',
];

/** The order of releases told a second way, to check the arithmetic by: compare field after field. */
function orderByFields(a: GoRelease, b: GoRelease): number {
  const stages = ['beta', 'rc', 'first', 'patch'];
  const stageOf = (r: GoRelease): number => (r.kind === 'patch' ? 2 : stages.indexOf(r.kind));
  const fields: readonly ((r: GoRelease) => number)[] = [
    (r) => r.minor,
    (r) => r.patch ?? 0,
    stageOf,
    (r) => r.pre ?? 0,
  ];
  return fields.map((field) => Math.sign(field(a) - field(b))).find((sign) => sign !== 0) ?? 0;
}

const anyRelease = fc
  .oneof(
    fc.tuple(fc.nat(999)).map(([minor]) => `go1.${minor}`),
    fc.tuple(fc.nat(40), fc.nat(999)).map(([minor, patch]) => `go1.${minor}.${patch}`),
    fc
      .tuple(fc.nat(40), fc.constantFrom('beta', 'rc'), fc.nat(99))
      .map(([minor, kind, pre]) => `go1.${minor}${kind}${pre}`),
    fc
      .tuple(fc.nat(40), fc.nat(40), fc.nat(9))
      .map(([minor, patch, pre]) => `go1.${minor}.${patch === 0 ? 1 : patch}rc${pre}`),
  )
  .map(release);

describe('the order of releases', () => {
  it('is that of upstream, from any shuffle', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(ascending, { minLength: ascending.length }), (shuffled) => {
        const sorted = shuffled.map(release).sort(compareGoReleases);
        expect(sorted.map((r) => r.name)).toEqual(ascending);
      }),
    );
  });

  it('is the same by comparison, by number and by fields', () => {
    fc.assert(
      fc.property(anyRelease, anyRelease, (a, b) => {
        const expected = orderByFields(a, b);
        expect(Math.sign(compareGoReleases(a, b))).toBe(expected);
        expect(Math.sign(releaseOrder(a) - releaseOrder(b))).toBe(expected);
        expect(expected === 0).toBe(isSameRelease(a, b));
      }),
      { numRuns: 2000 },
    );
  });

  it('fits a 31-bit integer', () => {
    fc.assert(
      fc.property(anyRelease, (r) => {
        const order = releaseOrder(r);
        expect(Number.isInteger(order) && order >= 0 && order < 2 ** 31).toBe(true);
      }),
    );
    expect(releaseOrder(release('go1.999.999'))).toBeLessThan(2 ** 31);
  });

  it('keeps a key readable as the same release', () => {
    fc.assert(
      fc.property(anyRelease, (r) => {
        const again = release(releaseKey(r));
        expect(compareGoReleases(r, again)).toBe(0);
        expect(releaseKey(again)).toBe(releaseKey(r));
        expect(again.kind).toBe(r.kind);
      }),
    );
  });
});

describe('lines', () => {
  it('are ordered by number', () => {
    expect(['go1.10', 'go1.9', 'go1', 'go1.26'].sort(compareLines)).toEqual([
      'go1',
      'go1.9',
      'go1.10',
      'go1.26',
    ]);
  });

  it.each(['go1.26.0', 'go1.26rc1', 'go1.0', '1.26', ''])('do not include %j', (name) => {
    expect(() => compareLines(name, 'go1.26')).toThrow('Not a release line');
  });

  it.each([
    [[], []],
    [['go1.26rc1'], []],
    [['go1.26.0'], ['go1.26']],
    [
      ['go1.24.0', 'go1.25.0', 'go1.26rc3', 'go1.25.7'],
      ['go1.25', 'go1.24'],
    ],
    [
      ['go1.24.0', 'go1.26.0', 'go1.25.0', 'go1.26rc3'],
      ['go1.26', 'go1.25'],
    ],
    [
      ['go1.8', 'go1.10', 'go1.9'],
      ['go1.10', 'go1.9'],
    ],
    [
      ['go1.26', 'go1.26.0', 'go1.25.0'],
      ['go1.26', 'go1.25'],
    ],
  ])('with %j out, upstream supports %j', (names, lines) => {
    expect(supportedLines(names.map(release))).toEqual(lines);
  });
});
