import { describe, expect, test } from 'vitest';

import { formatReplay, judgeReplay } from './format-replay.ts';
import type { ReplayedHistory, ReplayedMessage } from './read-replay.ts';

function message(change: Partial<ReplayedMessage> = {}): ReplayedMessage {
  return {
    at: new Date('2024-06-21T16:32:00Z'),
    kind: 'forecast-conflict',
    event: 'opened',
    severity: 'warning',
    verdict: 'go1.23rc1: 5 of 153 files will conflict',
    line: 'go1.22',
    upstreamLine: 'go1.23',
    ...change,
  };
}

function history(messages: readonly ReplayedMessage[], announced = 379): ReplayedHistory {
  const line = { release: 'go1.23.0', preRelease: 'go1.23rc1', actual: 390, announced };
  return { messages, announced: [line] };
}

const three = [message(), message({ event: 'updated' }), message({ event: 'reminder' })];

describe('it is good enough', () => {
  test('with three messages of a line, its end and other kinds not counted', () => {
    const others = [
      message({ event: 'resolved' }),
      message({ kind: 'behind', upstreamLine: null }),
    ];
    expect(judgeReplay(history([...three, ...others]))).toEqual([]);
  });
});

describe('it is not', () => {
  test('with a fourth, be it of another line of the port or of upstream', () => {
    expect(judgeReplay(history([...three, message({ line: 'go1.23' })]))).toEqual([
      'Conflicts onto go1.23 made 4 messages, more than 3.',
    ]);
    expect(judgeReplay(history([...three, message({ upstreamLine: 'go1.22' })]))).toEqual([
      'Conflicts from go1.22 made 4 messages, more than 3.',
    ]);
  });

  test('with a conflict too few announced', () => {
    expect(judgeReplay(history(three, 378))).toEqual([
      'Only 378 of 390 conflicts were announced at the first pre-release; 379 must be.',
    ]);
  });
});

test('the table has each message, and both counts', () => {
  expect(formatReplay(history(three.slice(0, 1)))).toMatchInlineSnapshot(`
    "2024-06-21 16:32  go1.22  opened     warning   go1.23rc1: 5 of 153 files will conflict

    go1.23.0: 379 of 390 conflicts announced at go1.23rc1
    all: 379 of 390 conflicts announced at the first pre-release

    forecast-conflict: 1 message and 0 ends
    most forecast-conflict messages for one line of the port: 1 (go1.22)
    most forecast-conflict messages for one line of upstream: 1 (go1.23)
    "
  `);
});
