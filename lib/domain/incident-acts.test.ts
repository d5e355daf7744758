import { expect, test } from 'vitest';

import { parseNote, parseSnoozeEnd } from './incident-acts.ts';

const now = new Date('2026-11-28T12:00:00Z');

test.each([
  ['2026-11-29', '2026-11-29T00:00:00.000Z'],
  ['2027-11-29', '2027-11-29T00:00:00.000Z'],
])('a snooze until %s ends as that day begins', (text, end) => {
  expect(parseSnoozeEnd(text, now)).toEqual({ kind: 'ok', value: new Date(end) });
});

test.each([
  ['', /^Give the day/],
  ['tomorrow', /^Give the day/],
  ['2026-02-31', /^Give the day/],
  ['2026-13-01', /^Give the day/],
  ['2026-11-28', /later day/],
  ['2020-01-01', /later day/],
  ['2027-12-01', /a year at most/],
])('no snooze until %j', (text, sentence) => {
  const parsed = parseSnoozeEnd(text, now);
  expect(parsed.kind === 'wrong' ? parsed.sentence : 'taken').toMatch(sentence);
});

test.each([
  [' a\r\nb ', '', { text: 'a\nb', hours: null }],
  ['a\0', ' 3,5 ', { text: 'a', hours: 3.5 }],
  ['a', '0', { text: 'a', hours: 0 }],
  ['a', '9999.25', { text: 'a', hours: 9999.25 }],
])('the note %j with hours %j is taken', (text, hours, value) => {
  expect(parseNote(text, hours)).toEqual({ kind: 'ok', value });
});

test.each([
  [' ', '1', /^Write something/],
  ['x'.repeat(4001), '', /at most 4000/],
  ['a', '-1', /^Give the hours/],
  ['a', '1e3', /^Give the hours/],
  ['a', '1.234', /^Give the hours/],
  ['a', 'many', /^Give the hours/],
])('a note is refused with one sentence', (text, hours, sentence) => {
  const parsed = parseNote(text, hours);
  expect(parsed.kind === 'wrong' ? parsed.sentence : 'taken').toMatch(sentence);
});
