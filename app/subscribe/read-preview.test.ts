// On a real Postgres with the history that is shipped: what a page shows of it.
import { afterAll, beforeAll, expect, test } from 'vitest';

import { parseWish } from '#components/subscribe/subscribe-url.ts';
import { filterPast, listPastEvents } from '#lib/alerts/preview-alerts.ts';
import { readRecordedAlertHistory } from '#lib/testing/recorded-alert-history.ts';
import { loadShipped } from '#lib/testing/load-shipped.ts';
import { createTestDatabase, type TestDatabase } from '#lib/testing/template-database.ts';

import { readPreview } from './read-preview.ts';

const PATIENCE_MS = 120_000;
const now = new Date('2026-03-01T15:00:00Z');
const patience = { behindAfterDays: 14, exposedAfterDays: 7 };

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadShipped(db.prisma);
}, PATIENCE_MS);
afterAll(() => db.close());

async function show(query: string, isKnownPort = true) {
  const wish = parseWish(new URLSearchParams(query));
  return await readPreview(db.prisma, {
    wish,
    portId: isKnownPort ? null : undefined,
    patience,
    now,
  });
}

test('the same as the recording tells without a database, from midnight to midnight', async () => {
  const { messages, since, until } = await show('');
  expect([since, until].map((at) => at.toISOString())).toEqual([
    '2024-03-01T00:00:00.000Z',
    '2026-03-01T00:00:00.000Z',
  ]);
  const history = await readRecordedAlertHistory();
  const events = listPastEvents(history, { since, now: until, patience });
  const expected = filterPast(events, {
    filters: { portId: null, lines: [], subsystems: [], kinds: [], leastSeverity: 'info' },
    since,
  });
  const told = (all: typeof messages) => all.map(({ at, title }) => [at, title]);
  expect(told(messages)).toEqual(told(expected));
  expect(messages.length).toBeGreaterThan(20);
});

test('narrowed by every filter', async () => {
  const all = (await show('')).messages;
  const narrow = async (query: string) => (await show(query)).messages;
  const behind = await narrow('kind=behind');
  expect(behind).toEqual(all.filter(({ kind }) => kind === 'behind'));
  expect((await narrow('kind=forecast-conflict&subsystem=crypto')).length).toBeLessThan(
    (await narrow('kind=forecast-conflict')).length,
  );
  for (const query of ['severity=critical', 'line=go1.25']) {
    const { length } = await narrow(query);
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(all.length);
  }
  expect((await show('port=nope', false)).messages).toEqual([]);
});

test('what changes in the database changes the preview, and nothing else is worked out again', async () => {
  const before = (await show('')).messages;
  expect((await show('')).messages[0]).toBe(before[0]);
  await db.prisma.rebase.updateMany({
    where: { line: 'go1.25' },
    data: { deletedAt: now },
  });
  const after = (await show('')).messages;
  expect(after.length).not.toBe(before.length);
  await db.prisma.rebase.updateMany({ where: { line: 'go1.25' }, data: { deletedAt: null } });
  expect((await show('')).messages).toEqual(before);
});
