import type { ApiForecast } from '#lib/domain/api-v1.ts';
import type { ForecastView } from '#lib/domain/transition-view.ts';

import { toApiConflict } from './to-api-transition.ts';

export function toApiForecastTarget(forecast: ForecastView): ApiForecast['targets'][number] {
  const { target, targetSha, targetKind, targetDate, from, outcome, reason } = forecast;
  const { conflictedFiles, patchFiles, conflicts, silent, rehearsedAt } = forecast;
  const isError = outcome === 'error';
  return {
    target,
    sha: targetSha,
    kind: targetKind,
    date: targetDate?.toISOString() ?? null,
    from,
    outcome,
    reason,
    conflictedFiles,
    patchFiles,
    conflicts: isError ? null : conflicts.map(toApiConflict),
    silent: silent?.map(({ path, rule }) => ({ path, rule })) ?? null,
    rehearsedAt: rehearsedAt.toISOString(),
  };
}
