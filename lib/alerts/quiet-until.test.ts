import { describe, expect, test } from 'vitest';

import { judgePort } from '#lib/domain/judge-port.ts';
import { listLineExposures } from '#lib/domain/line-exposure.ts';
import {
  clean,
  conflict,
  DAY,
  HOUR,
  tellStory,
  type AlertStory,
} from '#lib/testing/alert-story.ts';
import { conflictFacts } from '#lib/testing/incident-facts.ts';

import { ALERT_LIMITS as limits } from './alert-limits.ts';
import { type QuietLook, quietUntil } from './quiet-until.ts';

const patience = { behindAfterDays: 14, exposedAfterDays: 7 };
const releasedAt = new Date('2026-01-05T17:00:00Z');
const fixes = [{ cve: 'CVE-2026-1', sha: 'a' }];

function exposuresAt(now: Date, { isFollowed = false, hasFix = false } = {}) {
  const releases = [
    { name: 'go1.25.0', releasedAt: new Date('2025-08-12T00:00:00Z'), fixes: [] },
    { name: 'go1.25.1', releasedAt, fixes: hasFix ? fixes : [] },
  ];
  const rebases = releases
    .slice(0, isFollowed ? 2 : 1)
    .map(({ name: release, releasedAt: publishedAt }) => ({ release, publishedAt, sums: {} }));
  const { lines } = judgePort({ rebases, releases, now });
  return listLineExposures({ lines, releases, now });
}

function dayUntil(now: string, standing: Parameters<typeof exposuresAt>[1] = {}): string | null {
  const at = new Date(now);
  const exposures = exposuresAt(at, standing);
  const until = quietUntil({ exposures, looks: [], patience, limits, now: at });
  return until && until.toISOString();
}

function hoursUntil(story: AlertStory, startMs: number, incident: QuietLook['incident'] = null) {
  const at = quietUntil({
    exposures: [],
    looks: [{ memory: story.memory(), incident }],
    patience,
    limits,
    now: story.now(),
  });
  return at && (at.getTime() - startMs) / HOUR;
}

describe('nothing is missed by the calendar', () => {
  test.each([
    ['a release begins to count as not followed', '2026-01-05T18:00:00Z', '2026-01-20'],
    ['it has counted, and the line is abandoned next', '2026-01-20T00:00:00Z', '2026-03-06'],
  ])('%s', (_, now, until) => {
    expect(dayUntil(now)).toBe(`${until}T00:00:00.000Z`);
  });

  test('a fix of a CVE begins to count', () => {
    expect(dayUntil('2026-01-06T00:00:00Z', { hasFix: true })).toBe('2026-01-12T00:00:00.000Z');
  });

  test('what is followed counts never', () => {
    expect(dayUntil('2026-01-06T00:00:00Z', { isFollowed: true })).toBeNull();
  });
});

describe('nothing is missed that an incident waits for', () => {
  test('an update, then a reminder, then each further one', () => {
    const story = tellStory();
    const startMs = story.now().getTime();
    const seen = conflict(['a'], { id: '1', severity: 'critical' });
    story.look(seen);
    expect(hoursUntil(story, startMs)).toBe(6);
    story.wait(7 * HOUR);
    expect(hoursUntil(story, startMs)).toBe(7 * 24);
    story.wait(7 * DAY - 7 * HOUR);
    expect(story.look(seen).map(({ kind }) => kind)).toEqual(['reminder']);
    story.wait(DAY);
    expect(hoursUntil(story, startMs)).toBe((7 + 14) * 24);
  });

  test('what a release has added, a day after it', () => {
    const story = tellStory();
    const startMs = story.now().getTime();
    const date = new Date(startMs + HOUR).toISOString();
    const facts = { ...conflictFacts, target: { ...conflictFacts.target, date } };
    story.look(conflict(['a'], { id: '1' }));
    story.wait(7 * HOUR);
    expect(hoursUntil(story, startMs, { facts })).toBe(25);
  });

  test('an end, each look of the way', () => {
    const story = tellStory();
    const startMs = story.now().getTime();
    story.look(conflict(['a'], { id: '1' }));
    story.look(clean({ id: '2' }));
    expect(hoursUntil(story, startMs)).toBe(0);
    story.wait(HOUR);
    story.look(clean({ id: '2' }));
    expect(hoursUntil(story, startMs)).toBeNull();
  });
});
