import type { ApiFileChange, ApiRebase } from '#lib/domain/api-v1.ts';
import type { FileChange } from '#lib/domain/measurement.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';

import { toApiTransition } from './to-api-transition.ts';

export function toApiRebase(rebase: RebaseView): ApiRebase {
  const { sums, source } = rebase;
  return {
    release: rebase.release,
    line: rebase.line,
    kind: rebase.kind,
    source: source.kind,
    base: rebase.base,
    head: rebase.head,
    releasedAt: toMoment(rebase.releasedAt),
    publishedAt: toMoment(rebase.publishedAt),
    lagDays: rebase.lagDays,
    commits: sums?.commits ?? null,
    patch: sums?.patch ?? null,
    touch: sums?.touch ?? null,
    kinds: sums === null ? null : [...sums.kinds],
    subsystems:
      sums === null
        ? null
        : sums.subsystems.map(({ subsystem, files, insertions, deletions }) => ({
            subsystem,
            files,
            insertions,
            deletions,
          })),
    transition: rebase.transition === null ? null : toApiTransition(rebase.transition),
    isDescendant: sums?.isDescendant ?? null,
    unmeasuredFiles: sums?.unmeasuredFiles ?? null,
    unmeasuredReason: rebase.unmeasuredReason,
    recorded:
      source.kind === 'recorded'
        ? { at: source.recordedAt.toISOString(), copy: source.copy }
        : null,
    deletedAt: toMoment(rebase.deletedAt),
  };
}

export function toApiFileChange(file: FileChange): ApiFileChange {
  const { path, previousPath, status, subsystem, kind, insertions, deletions, binary } = file;
  const { copiedFrom, unmeasuredReason } = file;
  return {
    path,
    previousPath,
    status,
    subsystem,
    kind,
    insertions,
    deletions,
    binary,
    copiedFrom,
    unmeasuredReason,
  };
}

function toMoment(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
