import { describe, expect, test } from 'vitest';

import { conflictFacts, exampleFacts } from '#lib/testing/incident-facts.ts';

import type { IncidentFacts } from './incident-facts.ts';
import { eventSubject, incidentTopic, incidentVerdict } from './incident-verdict.ts';

const at = new Date('2026-06-14T17:04:00Z');
const { target } = conflictFacts;

describe('the verdict of a forecast conflict', () => {
  test.each<readonly [string, Partial<typeof conflictFacts>]>([
    ['go1.27rc1: 3 of 367 files will conflict, about 47 days before release', {}],
    [
      'go1.27rc1: 3 of 367 files will conflict, 47 days before release',
      { firstRelease: { date: '2026-08-01T00:00:00.000Z', isExpected: false } },
    ],
    [
      'go1.27rc1: 3 of 367 files will conflict, its release is due',
      { firstRelease: { date: '2026-06-01T00:00:00.000Z', isExpected: true } },
    ],
    ['go1.27rc1: 3 of 367 files will conflict', { firstRelease: null }],
    ['go1.27rc1: 3 files will conflict', { firstRelease: null, patchFiles: null }],
    [
      'go1.27rc1: 1 of 367 files will conflict',
      { firstRelease: null, conflicts: conflictFacts.conflicts.slice(0, 1) },
    ],
    [
      'go1.27 tip: 3 of 367 files will conflict',
      { firstRelease: null, target: { ...target, name: 'tip', kind: 'tip' } },
    ],
    [
      'go1.27.0: 3 of 367 files will conflict, released 2 days ago',
      { target: { ...target, name: 'go1.27.0', kind: 'first' } },
    ],
    [
      'go1.27.0: 3 of 367 files will conflict, released today',
      { target: { ...target, name: 'go1.27.0', kind: 'first', date: at.toISOString() } },
    ],
    [
      'go1.27.1: 3 of 367 files will conflict',
      { target: { ...target, name: 'go1.27.1', kind: 'patch', date: null } },
    ],
    ['go1.27rc1: none of 367 files conflicts', { conflicts: [], muted: 0 }],
    ['go1.27rc1: no file conflicts', { conflicts: [], muted: 0, patchFiles: null }],
    ['go1.27rc1: no file conflicts but 1 muted one', { conflicts: [] }],
  ])('%s', (verdict, change) => {
    expect(incidentVerdict({ ...conflictFacts, ...change }, at)).toBe(verdict);
  });
});

describe('the verdict of each other kind', () => {
  test.each<readonly [string, IncidentFacts]>([
    ['go1.26: 2 releases not followed, for 36 days', exampleFacts.behind],
    [
      'go1.26: users are exposed to 2 CVEs, fixed upstream by go1.26.4',
      exampleFacts['unfixed-cves'],
    ],
    [
      'go1.25: abandoned; go1.25.7 has not been followed for 74 days',
      exampleFacts['line-abandoned'],
    ],
    ['usbarmory/tamago-go cannot be read since 2026-06-12 15:10 UTC', exampleFacts['cannot-poll']],
    ['TamaGo cannot be measured since 2026-06-12 15:10 UTC', exampleFacts['cannot-measure']],
  ])('%s', (verdict, facts) => {
    expect(incidentVerdict(facts, at)).toBe(verdict);
  });
});

test('the subject of a mail has the port before it, and what happened', () => {
  expect(eventSubject('reminder', exampleFacts.behind, at)).toBe(
    '[tamago] Still: go1.26: 2 releases not followed, for 36 days',
  );
  expect(eventSubject('resolved', exampleFacts['cannot-poll'], at)).toBe(
    '[operators] Over: usbarmory/tamago-go can be read again',
  );
});

test('what has grown is counted, and what has changed otherwise is not called growth', () => {
  const grown = { ...conflictFacts, added: ['a', 'b'], firstRelease: null };
  expect(eventSubject('updated', grown, at)).toBe(
    '[tamago] go1.27rc1: 2 more files will conflict, 3 of 367 in all',
  );
  expect(eventSubject('updated', { ...grown, added: [] }, at)).toBe(
    '[tamago] Changed: go1.27rc1: 3 of 367 files will conflict',
  );
});

test('the topic names no state', () => {
  expect(Object.values(exampleFacts).map(incidentTopic)).toEqual([
    'go1.27rc1',
    'go1.26',
    'go1.26',
    'go1.25',
    'usbarmory/tamago-go',
    'TamaGo',
  ]);
});

test('no name breaks the line or is endless', () => {
  const { port } = conflictFacts;
  const subject = eventSubject(
    'opened',
    { ...conflictFacts, port: { ...port, slug: `a\r\nBcc: b\u202e${'c'.repeat(10_000)}` } },
    at,
  );
  expect(subject).toMatch(/^\[a␍␊Bcc: b⟨U\+202E⟩c+…$/u);
  expect(Array.from(subject)).toHaveLength(200);
});
