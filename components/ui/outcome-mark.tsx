import type { RehearsalOutcome } from '#lib/domain/transition-view.ts';

/** A shape for each outcome of a rehearsal, so that colour only helps; always beside words. */
export function OutcomeGlyph({ outcome }: { readonly outcome: RehearsalOutcome }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" className="shrink-0">
      {outcome === 'clean' && <circle cx="5" cy="5" r="4.5" className="fill-better" />}
      {outcome === 'conflict' && (
        <circle cx="5" cy="5" r="3.5" className="fill-none stroke-worse" strokeWidth="2.5" />
      )}
      {outcome === 'error' && (
        <circle
          cx="5"
          cy="5"
          r="4"
          className="fill-none stroke-unchanged"
          strokeWidth="1.5"
          strokeDasharray="2.2 1.4"
        />
      )}
    </svg>
  );
}
