// How long a line may go without following a release before anybody hears of it.
import { describe, expect, test } from 'vitest';

import { NO_MEMORY } from '#lib/domain/alert-memory.ts';
import { judgePort } from '#lib/domain/judge-port.ts';
import { listLineExposures } from '#lib/domain/line-exposure.ts';

import { ALERT_LIMITS as limits } from './alert-limits.ts';
import { type DecidedLook, decideLook } from './decide-look.ts';
import { observeLines } from './observe-lines.ts';
import { keyOf } from './watched.ts';

const port = { slug: 'p', name: 'P', fork: 'o/p', upstream: 'golang/go' };
const patience = { behindAfterDays: 14, exposedAfterDays: 7 };
const day = (date: string) => new Date(`${date}T12:00:00Z`);

interface Dated {
  readonly name: string;
  readonly on: string;
  readonly cves?: readonly string[];
}

const upstream: readonly Dated[] = [
  { name: 'go1.25.0', on: '2025-08-12' },
  { name: 'go1.25.1', on: '2025-09-01', cves: ['CVE-1'] },
  { name: 'go1.25.2', on: '2025-09-20', cves: ['CVE-2'] },
];

/** What subscribers are owed of unfixed CVEs, with a look each day: "2025-09-08 opened CVE-1". */
function tell({
  followed,
  until,
  releases = upstream,
  exposedAfterDays = patience.exposedAfterDays,
}: {
  readonly followed: readonly Dated[];
  readonly until: string;
  readonly releases?: readonly Dated[];
  readonly exposedAfterDays?: number;
}): readonly string[] {
  const told: string[] = [];
  const looks: DecidedLook[] = [];
  for (let now = day('2025-08-20'); now <= day(until); now = new Date(now.getTime() + 86_400_000)) {
    const known = releases
      .filter(({ on }) => day(on) <= now)
      .map(({ name, on, cves = [] }) => ({
        name,
        releasedAt: day(on),
        fixes: cves.map((cve) => ({ cve, sha: 'a' })),
      }));
    const rebases = followed
      .filter(({ on }) => day(on) <= now)
      .map(({ name, on }) => ({ release: name, publishedAt: day(on), sums: {} }));
    const { lines } = judgePort({ rebases, releases: known, now });
    const exposures = listLineExposures({ lines, releases: known, now });
    const watched = observeLines({
      port,
      exposures,
      patience: { ...patience, exposedAfterDays },
    }).find(({ subject }) => keyOf({ subject }) === 'unfixed-cves:p:go1.25');
    if (!watched) continue;
    const before = looks.at(-1);
    const incident = before?.incident ?? null;
    const look = decideLook(watched, {
      memory: before?.memory ?? NO_MEMORY,
      incident: incident && { ...incident, acknowledgedAt: null, snoozedUntil: null },
      isSilent: false,
      now,
      limits,
    });
    looks.push({ ...look, incident: look.incident ?? incident });
    for (const { kind, isOwed, facts } of look.events) {
      const cves = facts.kind === 'unfixed-cves' ? facts.cves.map(({ id }) => id) : [];
      if (isOwed) told.push([now.toISOString().slice(0, 10), kind, ...cves].join(' '));
    }
  }
  return told;
}

const first = { name: 'go1.25.0', on: '2025-08-15' };

describe('fixes of CVEs that are not followed', () => {
  test('are told after a week, with what has come since, and their end when all are followed', () => {
    const late = { name: 'go1.25.2', on: '2025-09-24' };
    expect(tell({ followed: [first, late], until: '2025-10-10' })).toEqual([
      '2025-09-08 opened CVE-1',
      '2025-09-15 reminder CVE-1',
      '2025-09-20 updated CVE-1 CVE-2',
      '2025-09-24 resolved',
    ]);
  });

  test('are not told when they are followed within the week', () => {
    const soon = [
      { name: 'go1.25.1', on: '2025-09-07' },
      { name: 'go1.25.2', on: '2025-09-26' },
    ];
    expect(tell({ followed: [first, ...soon], until: '2025-10-10' })).toEqual([]);
  });

  test('count each from its own release', () => {
    const soon = { name: 'go1.25.1', on: '2025-09-07' };
    expect(tell({ followed: [first, soon], until: '2025-09-28' })).toEqual([
      '2025-09-27 opened CVE-2',
    ]);
  });

  test('are told at once where that is asked for', () => {
    const told = tell({ followed: [first], until: '2025-09-02', exposedAfterDays: 0 });
    expect(told).toEqual(['2025-09-01 opened CVE-1']);
  });

  test('of a line that the port does not keep are told once, without reminders or additions', () => {
    const releases = [
      ...upstream.slice(0, 1),
      { name: 'go1.26.0', on: '2025-08-30' },
      ...upstream.slice(1),
    ];
    const newer = { name: 'go1.26.0', on: '2025-08-31' };
    expect(tell({ followed: [first, newer], until: '2025-10-25', releases })).toEqual([
      '2025-09-08 opened CVE-1',
    ]);
  });
});
