// The text of the conflict in src/runtime/proc.go that scene-rehearsals.ts has: two regions far apart, and hostile characters in one.
import { conflictPlaces } from '#lib/domain/conflict-places.ts';
import type { LineChange } from '#lib/domain/align-versions.ts';
import type { ConflictReading } from '#lib/domain/conflict-reading.ts';

const base = [
  'package runtime',
  '',
  ...Array.from({ length: 37 }, (_, at) => `var p${at} = ${at}`),
  'func park() {',
  '\tgopark(nil, 1)',
  '}',
  ...Array.from({ length: 20 }, (_, at) => `var q${at} = "q" // ${at}`),
];

const change = (baseStart: number, baseCount: number, sideStart: number, sideCount: number) => ({
  baseStart,
  baseCount,
  sideStart,
  sideCount,
});

function replace(changes: readonly LineChange[], lines: readonly (readonly string[])[]): string[] {
  const made: string[] = [];
  let at = 0;
  for (const [index, { baseStart, baseCount }] of changes.entries()) {
    made.push(...base.slice(at, baseStart), ...(lines[index] ?? []));
    at = baseStart + baseCount;
  }
  return [...made, ...base.slice(at)];
}

export function sceneConflictText(): ConflictReading {
  const upstreamChanges = [change(4, 1, 4, 2), change(40, 1, 41, 1)];
  const portChanges = [change(4, 1, 4, 1), change(40, 1, 40, 2)];
  const ours = [
    ['var p2 = "two"', 'var more = true'],
    ['\tgopark(nil, 2) // \u202e } <script>alert(1)</script>'],
  ];
  const theirs = [['var p2 = lumen'], ['\tgopark(nil, 1)', '\tlumenPark()']];
  const versions = {
    base,
    upstream: replace(upstreamChanges, ours),
    port: replace(portChanges, theirs),
    upstreamChanges,
    portChanges,
  };
  const region = (index: number) => ({
    kind: 'region' as const,
    upstream: ours[index] ?? [],
    port: theirs[index] ?? [],
  });
  const lines = (from: number, to: number) =>
    base.slice(from, to).map((line) => ({ kind: 'line' as const, text: line }));
  const items = [...lines(0, 4), region(0), ...lines(5, 40), region(1), ...lines(41, base.length)];
  const cut = conflictPlaces(versions, items, true);
  if (cut === null) throw new Error('The versions of the scene do not fit together.');
  return {
    versions: {
      base: text(base),
      upstream: text(versions.upstream),
      port: text(versions.port),
    },
    changes: {
      upstream: { insertions: 3, deletions: 2 },
      port: { insertions: 3, deletions: 2 },
    },
    places: [...cut.places],
    cutPlaces: cut.cutPlaces,
  };
}

function text(lines: readonly string[]) {
  return { kind: 'text' as const, mode: '100644', lines: lines.length };
}
