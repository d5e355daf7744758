// What a choice would have sent over the last two years. The past is worked out once for as long as it stays the same, since
// that takes a while; each choice is then a filter over it.
import { createHash } from 'node:crypto';

import type { Wish } from '#components/subscribe/subscribe-url.ts';
import {
  filterPast,
  listPastEvents,
  type PastEvent,
  type PastPeriod,
} from '#lib/alerts/preview-alerts.ts';
import { getHistoryVersion } from '#lib/db/read/get-history-version.ts';
import { listAlertHistories } from '#lib/db/read/list-alert-histories.ts';
import type { pageDatabase } from '#lib/db/read/page-database.ts';
import type { PreviewedMessage } from '#lib/domain/previewed-message.ts';

const YEARS = 2;

export interface Preview {
  /** In order of time. */
  readonly messages: readonly PreviewedMessage[];
  readonly since: Date;
  readonly until: Date;
}

/** `portId`: of the port that is wished for. Null: it is every port; undefined: there is no such port. */
export async function readPreview(
  db: ReturnType<typeof pageDatabase>,
  {
    wish,
    portId,
    patience,
    now,
  }: {
    readonly wish: Wish;
    readonly portId: number | null | undefined;
    /** The same for as long as the process lives. */
    readonly patience: PastPeriod['patience'];
    readonly now: Date;
  },
): Promise<Preview> {
  // From midnight to midnight: the same all day.
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  const since = new Date(Date.UTC(year - YEARS, month, day));
  const until = new Date(Date.UTC(year, month, day));
  if (portId === undefined) return { messages: [], since, until };
  const { line, kinds, subsystems, leastSeverity } = wish;
  const filters = {
    portId,
    lines: line === null ? [] : [line],
    kinds,
    subsystems,
    leastSeverity,
  };
  const events = await readPast(db, { since, now: until, patience });
  return { messages: filterPast(events, { filters, since }), since, until };
}

interface KnownPast {
  readonly version: string;
  readonly events: Promise<readonly PastEvent[]>;
}

let known: KnownPast | null = null;

/** By what it was worked out from: when something of one port changes, the others' past stays what it was. */
let pastOfPorts: ReadonlyMap<string, readonly PastEvent[]> = new Map();

async function readPast(
  db: ReturnType<typeof pageDatabase>,
  period: PastPeriod,
): Promise<readonly PastEvent[]> {
  const version = `${period.now.toISOString()} ${await getHistoryVersion(db)}`;
  if (known?.version !== version) {
    const events = workOut(db, period);
    known = { version, events };
    events.catch(() => {
      // Not kept: the next reader tries again.
      if (known?.events === events) known = null;
    });
  }
  return await known.events;
}

async function workOut(
  db: ReturnType<typeof pageDatabase>,
  period: PastPeriod,
): Promise<readonly PastEvent[]> {
  const histories = await listAlertHistories(db, { portId: null, since: period.since });
  const before = pastOfPorts;
  const after = new Map<string, readonly PastEvent[]>();
  for (const history of histories) {
    const key = createHash('sha256')
      .update(JSON.stringify([history, period]))
      .digest('base64');
    after.set(key, before.get(key) ?? listPastEvents(history, period));
    // Of a hundred ports it takes seconds, in which others are to be answered.
    await new Promise(setImmediate);
  }
  pastOfPorts = after;
  return [...after.values()].flat().toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
