import { StateGlyph } from '#components/ui/state-mark.tsx';
import { StatementPanel } from '#components/ui/statement-panel.tsx';
import { Term } from '#components/ui/term.tsx';

import type { Verdict } from './prepare-verdict.ts';

export function VerdictPanel({
  verdict: { state, release, now, patch, burden },
}: {
  readonly verdict: Verdict;
}) {
  const at = release === null ? '' : ` at ${release}`;
  return (
    <StatementPanel
      statements={[
        { ...now, label: <Term of="state">Now</Term>, glyph: <StateGlyph state={state} /> },
        {
          ...patch,
          label: (
            <>
              <Term of="patch">Patch</Term>
              {at}
            </>
          ),
        },
        {
          ...burden,
          label: (
            <>
              <Term of="touch">Touch surface</Term>
              {at}
            </>
          ),
        },
      ]}
    />
  );
}
