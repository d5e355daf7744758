// On tamago's recorded history: what somebody would have been sent.
import { describe, expect, test } from 'vitest';

import type { EventFilters } from '#lib/domain/subscription-filters.ts';
import { readRecordedAlertHistory } from '#lib/testing/recorded-alert-history.ts';

import { filterPast, listPastEvents } from './preview-alerts.ts';

const since = new Date('2024-03-01T00:00:00Z');
const now = new Date('2026-03-01T00:00:00Z');
const everything: EventFilters = {
  portId: null,
  lines: [],
  subsystems: [],
  kinds: [],
  leastSeverity: 'info',
};

const patience = { behindAfterDays: 14, exposedAfterDays: 7 };
const history = await readRecordedAlertHistory();
const events = listPastEvents(history, { since, now, patience });

function preview(filters: Partial<EventFilters> = {}) {
  return filterPast(events, { filters: { ...everything, ...filters }, since });
}

const inWords = (messages: ReturnType<typeof preview>) =>
  messages.map(({ at, event, title }) => `${at.toISOString().slice(0, 10)} ${event}: ${title}`);

const conflictsOnly = { kinds: ['forecast-conflict'] } as const;

describe('what would have been sent in two years', () => {
  test('each first pre-release is told on its day with the files that will conflict, and its end when the fork follows', () => {
    expect(inWords(preview(conflictsOnly))).toMatchInlineSnapshot(`
      [
        "2024-06-21 opened: go1.23rc1: 5 of 153 files will conflict, about 52 days before release",
        "2024-08-30 reminder: Still: go1.23.0: 5 of 153 files will conflict, released 16 days ago",
        "2024-09-09 resolved: Over: go1.23.0: the port has followed",
        "2024-12-13 opened: go1.24rc1: 7 of 324 files will conflict, about 59 days before release",
        "2025-02-12 resolved: Over: go1.24.0: the port has followed",
        "2025-06-11 opened: go1.25rc1: 11 of 341 files will conflict, about 61 days before release",
        "2025-07-10 updated: go1.25rc2: 1 more file will conflict, 12 of 336 in all, about 32 days before release",
        "2025-08-19 resolved: Over: go1.25.0: the port has followed",
        "2025-12-16 opened: go1.26rc1: 5 of 353 files will conflict, about 55 days before release",
        "2026-02-11 resolved: Over: go1.26.0: the port has followed",
      ]
    `);
  });

  test('fixes of CVEs that are followed within a week are not told of', () => {
    expect(inWords(preview({ kinds: ['unfixed-cves'] }))).toMatchInlineSnapshot(`
      [
        "2024-03-12 opened: go1.21: users are exposed to 3 CVEs, fixed upstream by go1.21.8",
        "2024-08-13 closed: Closed: go1.21: users are exposed to 6 CVEs, fixed upstream by go1.21.11",
        "2024-09-12 opened: go1.22: users are exposed to 3 CVEs, fixed upstream by go1.22.7",
        "2024-09-19 reminder: Still: go1.22: users are exposed to 3 CVEs, fixed upstream by go1.22.7",
        "2024-10-03 reminder: Still: go1.22: users are exposed to 3 CVEs, fixed upstream by go1.22.7",
        "2024-10-31 reminder: Still: go1.22: users are exposed to 3 CVEs, fixed upstream by go1.22.7",
        "2025-02-11 closed: Closed: go1.22: users are exposed to 6 CVEs, fixed upstream by go1.22.12",
        "2025-03-11 opened: go1.23: users are exposed to 1 CVE, fixed upstream by go1.23.7",
        "2025-08-12 closed: Closed: go1.23: users are exposed to 6 CVEs, fixed upstream by go1.23.12",
        "2025-10-14 opened: go1.24: users are exposed to 10 CVEs, fixed upstream by go1.24.9",
        "2026-02-10 closed: Closed: go1.24: users are exposed to 19 CVEs, fixed upstream by go1.24.13",
      ]
    `);
  });

  test('by filters: a subsystem, a severity, another port', () => {
    const all = preview(conflictsOnly);
    const net = preview({ ...conflictsOnly, subsystems: ['crypto'] });
    expect(net.length).toBeLessThan(all.length);
    expect(net.every(({ subsystems }) => subsystems.includes('crypto'))).toBe(true);
    const critical = preview({ ...conflictsOnly, leastSeverity: 'critical' });
    expect(critical.map(({ event }) => event)).toContain('escalated');
    expect(preview({ portId: -1 })).toEqual([]);
  });

  test('nothing else than the rules would say: no end without a beginning', () => {
    let open = 0;
    for (const { event } of preview(conflictsOnly)) {
      if (event === 'opened' || event === 'regressed') open += 1;
      if (event === 'resolved' || event === 'closed') open -= 1;
      expect(open).toBeGreaterThanOrEqual(0);
    }
  });
});
