// A forecast made by hand: what the tests of prepare-* functions start from.
import type { ConflictView, ForecastView } from '#lib/domain/transition-view.ts';

type Target = Pick<ForecastView, 'target' | 'targetKind'> & { readonly from?: string };

/** In conflict when there are paths, else clean. */
export function forecastOf(target: Target, paths: readonly string[] = []): ForecastView {
  return {
    id: 1,
    targetSha: 'b'.repeat(40),
    targetDate: new Date('2026-02-23T00:00:00Z'),
    from: 'go1.26.0',
    fromBaseSha: 'c'.repeat(40),
    fromHeadSha: 'd'.repeat(40),
    patchFiles: 367,
    outcome: paths.length === 0 ? 'clean' : 'conflict',
    reason: null,
    conflictedFiles: paths.length,
    rehearsedAt: new Date('2026-02-24T00:00:00Z'),
    isRecorded: false,
    conflicts: paths.map(conflictAt),
    silent: [],
    ...target,
  };
}

export function failedForecast(target: Target, reason: string): ForecastView {
  return { ...forecastOf(target), outcome: 'error', reason, conflictedFiles: null };
}

function conflictAt(path: string): ConflictView {
  return {
    path,
    type: 'content',
    subsystem: 'net',
    hunks: 1,
    culprit: null,
    culpritReason: 'It has not been looked for yet.',
    isMonotonic: null,
    isConfirmed: null,
    candidates: null,
    daysBeforeRelease: null,
  };
}
