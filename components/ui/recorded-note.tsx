import type { RevisionSource } from '#lib/domain/rebase-view.ts';

import { formatDay } from './format-date.ts';
import { Term } from './term.tsx';

/** Says which of the numbers shown came with the program; nothing when all were measured here. */
export function RecordedNote({ sources }: { readonly sources: readonly RevisionSource[] }) {
  const recorded = sources.flatMap((source) => (source.kind === 'recorded' ? [source] : []));
  const notes = new Set(
    recorded.map(({ recordedAt, copy }) => `recorded on ${formatDay(recordedAt)} from ${copy}`),
  );
  if (notes.size === 0) return null;
  return (
    <p className="mt-3 text-sm text-muted">
      {recorded.length === sources.length ? 'All numbers here were ' : 'Some numbers here were '}
      {[...notes].join('; ')}. The first poll of the fork{' '}
      <Term of="recorded">measures them again</Term>.
    </p>
  );
}
