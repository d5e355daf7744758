// A replay as a table, and whether it is good enough: few messages, and conflicts announced in time.
import type { ReplayedHistory, ReplayedMessage } from './read-replay.ts';

/** Of forecast conflicts, for each line of the port onto each line of upstream, ends not counted. */
const MOST_MESSAGES = 3;
/** Of the conflicts that the steps to first releases met, announced at the first pre-release: 379 of 390 on tamago. */
const LEAST_ANNOUNCED = 379;

const ENDS: ReadonlySet<string> = new Set(['resolved', 'closed']);

/** Sentences: where it is not good enough. */
export function judgeReplay({ messages, announced }: ReplayedHistory): readonly string[] {
  const many = [...countByLine(messages)]
    .filter(([, count]) => count > MOST_MESSAGES)
    .map(([line, count]) => `${line} made ${count} messages, more than ${MOST_MESSAGES}.`);
  const inTime = sum(announced.map((line) => line.announced));
  return inTime >= LEAST_ANNOUNCED
    ? many
    : [...many, `Only ${inTime} conflicts were announced at the first pre-release.`];
}

export function formatReplay({ messages, announced }: ReplayedHistory): string {
  const kinds = [...new Set(messages.map(({ kind }) => kind))];
  const counts = countByLine(messages);
  return [
    ...messages.map(({ at, event, severity, verdict }) =>
      [
        at.toISOString().slice(0, 16).replace('T', ' '),
        event.padEnd(9),
        severity.padEnd(8),
        verdict,
      ].join('  '),
    ),
    '',
    ...announced.map(
      (line) =>
        `${line.release}: ${line.announced} of ${line.actual} conflicts announced at ${line.preRelease}`,
    ),
    `all: ${sum(announced.map((line) => line.announced))} of ${sum(announced.map(({ actual }) => actual))}`,
    '',
    ...kinds.map((kind) => {
      const ofKind = messages.filter((message) => message.kind === kind);
      const ends = ofKind.filter(({ event }) => ENDS.has(event)).length;
      return `${kind}: ${ofKind.length - ends} messages and ${ends} ends`;
    }),
    `most messages of forecast conflicts for one line: ${Math.max(0, ...counts.values())}`,
    '',
  ].join('\n');
}

/** "go1.15 onto go1.16" → messages of forecast conflicts that are no end. */
export function countByLine(messages: readonly ReplayedMessage[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, event, line, upstreamLine } of messages) {
    if (kind !== 'forecast-conflict' || ENDS.has(event)) continue;
    const key = `${line ?? ''} onto ${upstreamLine ?? ''}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
