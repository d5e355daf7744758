// A replay as a table, and whether it is good enough: few messages, and conflicts announced in time.
import { countWords } from '#lib/domain/count-words.ts';

import type { AnnouncedLine, ReplayedHistory, ReplayedMessage } from './read-replay.ts';

/** Of forecast conflicts, for each line of Go, whether it is the port's or upstream's; ends not counted. */
const MOST_MESSAGES = 3;
/** Of the conflicts that the steps to first releases met, announced at the first pre-release: 379 of 390 on tamago. */
const LEAST_ANNOUNCED = 379;

const ENDS: ReadonlySet<string> = new Set(['resolved', 'closed']);

/** Sentences: where it is not good enough. Empty: it is. */
export function judgeReplay({ messages, announced }: ReplayedHistory): readonly string[] {
  const conflicts = messages.filter(({ kind }) => kind === 'forecast-conflict');
  const many = [
    ...describeMany(countBeginnings(conflicts, lineOf), 'from'),
    ...describeMany(countBeginnings(conflicts, upstreamLineOf), 'onto'),
  ];
  const { inTime, actual } = sumAnnounced(announced);
  return inTime >= LEAST_ANNOUNCED
    ? many
    : [
        ...many,
        `Only ${inTime} of ${actual} conflicts were announced at the first pre-release; ${LEAST_ANNOUNCED} must be.`,
      ];
}

function describeMany(
  counts: ReadonlyMap<string, number>,
  direction: 'from' | 'onto',
): readonly string[] {
  return [...counts].flatMap(([line, count]) =>
    count > MOST_MESSAGES
      ? [`Conflicts ${direction} ${line} made ${count} messages, more than ${MOST_MESSAGES}.`]
      : [],
  );
}

export function formatReplay({ messages, announced }: ReplayedHistory): string {
  const conflicts = messages.filter(({ kind }) => kind === 'forecast-conflict');
  const { inTime, actual } = sumAnnounced(announced);
  return [
    ...messages.map(formatMessage),
    '',
    ...announced.map(
      (line) =>
        `${line.release}: ${line.announced} of ${line.actual} conflicts announced at ${line.preRelease ?? 'no pre-release'}`,
    ),
    `all: ${inTime} of ${actual} conflicts announced at the first pre-release`,
    '',
    ...[...new Set(messages.map(({ kind }) => kind))].map((kind) => {
      const ofKind = messages.filter((message) => message.kind === kind);
      const ends = ofKind.filter(isEnd).length;
      return `${kind}: ${countWords(ofKind.length - ends, 'message')} and ${countWords(ends, 'end')}`;
    }),
    `most forecast-conflict messages for one line of the port: ${most(countBeginnings(conflicts, lineOf))}`,
    `most forecast-conflict messages for one line of upstream: ${most(countBeginnings(conflicts, upstreamLineOf))}`,
    '',
  ].join('\n');
}

function formatMessage({ at, event, severity, verdict, line }: ReplayedMessage): string {
  return [
    at.toISOString().slice(0, 16).replace('T', ' '),
    (line ?? '').padEnd(6),
    event.padEnd(9),
    severity.padEnd(8),
    verdict,
  ].join('  ');
}

const lineOf = ({ line }: ReplayedMessage) => line;
const upstreamLineOf = ({ upstreamLine }: ReplayedMessage) => upstreamLine;

/** By line; whatever is told besides that something is over. */
function countBeginnings(
  messages: readonly ReplayedMessage[],
  line: (message: ReplayedMessage) => string | null,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const message of messages) {
    const key = line(message);
    if (key === null || isEnd(message)) continue;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function isEnd({ event }: ReplayedMessage): boolean {
  return ENDS.has(event);
}

/** "3 (go1.16, go1.21)". */
function most(counts: ReadonlyMap<string, number>): string {
  const highest = Math.max(0, ...counts.values());
  const lines = [...counts].flatMap(([line, count]) => (count === highest ? [line] : []));
  return lines.length === 0 ? '0' : `${highest} (${lines.join(', ')})`;
}

function sumAnnounced(lines: readonly AnnouncedLine[]): {
  readonly inTime: number;
  readonly actual: number;
} {
  return {
    inTime: lines.reduce((sum, { announced }) => sum + announced, 0),
    actual: lines.reduce((sum, { actual }) => sum + actual, 0),
  };
}
