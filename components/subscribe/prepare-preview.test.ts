import { expect, test } from 'vitest';

import type { PreviewedMessage } from '#lib/domain/previewed-message.ts';

import { preparePreview } from './prepare-preview.ts';

function message(at: string, change: Partial<PreviewedMessage> = {}): PreviewedMessage {
  return {
    at: new Date(`${at}T12:00:00Z`),
    kind: 'behind',
    event: 'opened',
    severity: 'warning',
    title: at,
    subsystems: [],
    port: { slug: 'p', name: 'P' },
    ...change,
  };
}

const messages = [
  message('2025-12-31'),
  message('2026-01-05'),
  message('2026-01-06', { kind: 'unfixed-cves', event: 'resolved' }),
  message('2026-01-30'),
];

test('months and messages come newest first, each with its own', () => {
  const { months } = preparePreview(messages, { kinds: [], pace: 'at-once' });
  const seen = months.map(({ title, messages: all }) => [title, ...all.map((each) => each.title)]);
  expect(seen).toEqual([
    ['January 2026', '2026-01-30', '2026-01-06', '2026-01-05'],
    ['December 2025', '2025-12-31'],
  ]);
});

test('every kind that was asked for is counted, and what is over apart', () => {
  const all = preparePreview(messages, { kinds: [], pace: 'at-once' });
  expect(all).toMatchObject({ messages: 4, mails: 4, ends: 1 });
  expect(all.kinds.map(({ label, count }) => `${count} ${label}`)).toEqual([
    '0 forecast conflict',
    '3 behind',
    '1 unfixed CVEs',
    '0 line abandoned',
  ]);
  const { kinds } = preparePreview([], { kinds: ['line-abandoned'], pace: 'at-once' });
  expect(kinds).toMatchObject([{ id: 'line-abandoned', count: 0 }]);
});

test('what comes together makes one mail', () => {
  expect(preparePreview(messages, { kinds: [], pace: 'daily' }).mails).toBe(4);
  // The first Monday's mail left before noon.
  expect(preparePreview(messages, { kinds: [], pace: 'weekly' }).mails).toBe(3);
});

test('no more than the newest hundred are shown', () => {
  const many = Array.from({ length: 130 }, () => message('2026-01-05'));
  const prepared = preparePreview(many, { kinds: [], pace: 'at-once' });
  expect(prepared).toMatchObject({ messages: 130, shown: 100 });
});
