import { assertNever } from '#lib/domain/assert-never.ts';
import type { PortState } from '#lib/domain/port-state.ts';

const words: Record<PortState, string> = {
  current: 'current',
  behind: 'behind',
  abandoned: 'abandoned',
  unmeasured: 'not measured yet',
};

/** The word people read for a state. */
export function stateWord(state: PortState): string {
  return words[state];
}

/** A shape for each state, so that colour only helps; always beside the word. */
export function StateGlyph({ state }: { readonly state: PortState }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" className="shrink-0">
      <StateShape state={state} />
    </svg>
  );
}

function StateShape({ state }: { readonly state: PortState }) {
  switch (state) {
    case 'current':
      return <circle cx="5" cy="5" r="4.5" className="fill-better" />;
    case 'behind':
      return <circle cx="5" cy="5" r="3.5" className="fill-none stroke-worse" strokeWidth="2.5" />;
    case 'abandoned':
      return <rect x="0.5" y="0.5" width="9" height="9" rx="1" className="fill-worse" />;
    case 'unmeasured':
      return (
        <circle
          cx="5"
          cy="5"
          r="4"
          className="fill-none stroke-unchanged"
          strokeWidth="1.5"
          strokeDasharray="2.2 1.4"
        />
      );
    default:
      return assertNever(state);
  }
}
