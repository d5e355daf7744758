import { describe, expect, it } from 'vitest';
import { sumHandWork, sumPressure, sumTransitionSubsystems } from './sum-transition.ts';
import type { HandWorkPath, PressurePath } from './transition.ts';

function hand(change: Partial<HandWorkPath>): HandWorkPath {
  return {
    path: 'src/os/a.go',
    subsystem: 'os',
    isInConflict: false,
    isAdaptation: false,
    insertions: 0,
    deletions: 0,
    unmeasuredReason: null,
    ...change,
  };
}

const PATHS = [
  hand({ isInConflict: true, isAdaptation: true, insertions: 2, deletions: 1 }),
  hand({ isAdaptation: true, insertions: 10 }),
  hand({ subsystem: 'net', deletions: 5 }),
  hand({ insertions: null, deletions: null, unmeasuredReason: 'lost' }),
];

const PRESSURE: readonly PressurePath[] = [
  { path: 'a', subsystem: 'os', insertions: 3, deletions: 4, unmeasuredReason: null },
  { path: 'b', subsystem: 'crypto', insertions: 0, deletions: 0, unmeasuredReason: null },
  { path: 'c', subsystem: 'os', insertions: null, deletions: null, unmeasuredReason: 'lost' },
];

describe('sums of a transition', () => {
  it('split hand work twice: by conflict, and by who caused it', () => {
    expect(sumHandWork(PATHS)).toEqual({
      conflicted: 3,
      clean: 15,
      adaptation: 13,
      own: 5,
      files: 3,
    });
    expect(sumHandWork([])).toEqual({ conflicted: 0, clean: 0, adaptation: 0, own: 0, files: 0 });
  });

  it('count every file under pressure, lines or not', () => {
    expect(sumPressure(PRESSURE)).toEqual({ files: 3, insertions: 3, deletions: 4 });
  });

  it('name the subsystems in which anything happened, in the usual order', () => {
    const parts = {
      conflicts: [{ subsystem: 'os' }, { subsystem: 'linker' }] as const,
      handWorkPaths: PATHS,
      pressurePaths: PRESSURE,
    };
    expect(sumTransitionSubsystems(parts)).toEqual([
      { subsystem: 'net', conflictedFiles: 0, adaptation: 0, own: 5, pressure: 0 },
      { subsystem: 'os', conflictedFiles: 1, adaptation: 13, own: 0, pressure: 7 },
      { subsystem: 'linker', conflictedFiles: 1, adaptation: 0, own: 0, pressure: 0 },
    ]);
  });
});
