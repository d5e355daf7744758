import { expect, test } from 'vitest';

import type { LineStanding, PortStanding } from '#lib/domain/port-standing.ts';

import { badgePath, badgeSnippets } from './badge-addresses.ts';
import { badgeColours, prepareBadge, type PortAtAGlance } from './prepare-badge.ts';

const line: LineStanding = {
  line: 'go1.26',
  state: 'kept',
  newestRebase: 'go1.26.0',
  newestRelease: 'go1.26.0',
  releasesNotFollowed: [],
  daysNotFollowed: null,
  lagDays: 1,
  verdict: '',
};

function glance(
  standing: Partial<PortStanding> = {},
  rest: Partial<PortAtAGlance> = {},
): PortAtAGlance {
  return {
    standing: { state: 'current', newest: 'go1.26.0', lines: [line], verdict: '', ...standing },
    lagDays: 1,
    verdict: {
      state: 'current',
      now: { title: '', detail: '' },
      release: 'go1.26.0',
      burden: { title: '1,204 lines in 208 upstream files', detail: '' },
    },
    next: null,
    ...rest,
  };
}

const unmeasured = glance(
  { state: 'unmeasured' },
  {
    verdict: {
      state: 'unmeasured',
      now: { title: '', detail: '' },
      release: null,
      burden: { title: 'Not measured', detail: '' },
    },
  },
);

test.each(['burden', 'lag', 'forecast'] as const)(
  '%s of a port that is not measured is no number',
  (name) => {
    expect(prepareBadge(name, unmeasured)).toEqual({
      label: name,
      message: 'not measured',
      colour: badgeColours.plain,
    });
  },
);

test.each([
  [glance(), '1 day after go1.26.0'],
  [glance({}, { lagDays: 0 }), 'same day as go1.26.0'],
  [glance({}, { lagDays: -2 }), '2 days before go1.26.0'],
  [glance({}, { lagDays: null }), 'not measured'],
  [
    glance({
      state: 'behind',
      lines: [{ ...line, releasesNotFollowed: ['go1.26.1', 'go1.26.2'], daysNotFollowed: 22 }],
    }),
    'behind: go1.26.1 not followed for 22 days',
  ],
  [
    glance({ state: 'behind', lines: [{ ...line, releasesNotFollowed: ['go1.26.1'] }] }),
    'behind: go1.26.1 not followed',
  ],
  [glance({ state: 'abandoned' }), 'abandoned at go1.26.0'],
])('the lag is said in days and by release: %#', (port, message) => {
  expect(prepareBadge('lag', port).message).toBe(message);
});

test('a burden names its release, a forecast its target', () => {
  expect(prepareBadge('burden', glance()).message).toBe(
    '1,204 lines in 208 upstream files at go1.26.0',
  );
  const next = {
    name: 'go1.27 tip',
    target: '',
    title: '1 of 367 files will conflict',
    detail: '',
  };
  expect(
    prepareBadge('forecast', glance({}, { next: { ...next, outcome: 'conflict' } })),
  ).toMatchObject({
    message: 'go1.27 tip: 1 of 367 files will conflict',
    colour: badgeColours.worse,
  });
});

test('white text can be read on every ground of a badge', () => {
  const unreadable = Object.values(badgeColours).filter((colour) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    return 1.05 / (luminance + 0.05) < 4.5;
  });
  expect(unreadable).toEqual([]);
});

test('what is pasted leads to the port, and holds no number that would grow old', () => {
  expect(badgePath('tamago', 'lag', 'svg')).toBe('/ports/tamago/badge/lag.svg');
  expect(
    badgeSnippets('tamago', 'burden', 'https://tidemark.test').map(({ text }) => text),
  ).toEqual([
    '[![burden of tamago](https://tidemark.test/ports/tamago/badge/burden.svg)](https://tidemark.test/ports/tamago)',
    '<a href="https://tidemark.test/ports/tamago"><img src="https://tidemark.test/ports/tamago/badge/burden.svg" alt="burden of tamago"></a>',
    'https://img.shields.io/endpoint?url=https%3A%2F%2Ftidemark.test%2Fports%2Ftamago%2Fbadge%2Fburden.json',
  ]);
});
