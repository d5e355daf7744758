import { StateGlyph } from '#components/ui/state-mark.tsx';
import { Term } from '#components/ui/term.tsx';

import type { Statement, Verdict } from './prepare-verdict.ts';

export function VerdictPanel({ verdict }: { readonly verdict: Verdict }) {
  const at = verdict.release === null ? '' : ` at ${verdict.release}`;
  return (
    <div className="mt-5 grid rounded-lg border border-hairline max-md:divide-y md:grid-cols-3 md:divide-x divide-hairline">
      <VerdictCell
        label={<Term of="state">Now</Term>}
        statement={verdict.now}
        glyph={<StateGlyph state={verdict.state} />}
      />
      <VerdictCell
        label={
          <>
            <Term of="patch">Patch</Term>
            {at}
          </>
        }
        statement={verdict.patch}
      />
      <VerdictCell
        label={
          <>
            <Term of="touch">Touch surface</Term>
            {at}
          </>
        }
        statement={verdict.burden}
      />
    </div>
  );
}

function VerdictCell({
  label,
  statement: { title, detail },
  glyph,
}: {
  readonly label: React.ReactNode;
  readonly statement: Statement;
  readonly glyph?: React.ReactNode;
}) {
  return (
    <div className="px-4 py-3.5 md:px-[18px]">
      <p className="text-xs text-muted">{label}</p>
      <p className="num mt-0.5 flex items-baseline gap-2 text-xl font-semibold tracking-tight">
        {glyph}
        <span>{title}</span>
      </p>
      <p className="mt-0.5 text-sm text-muted">{detail}</p>
    </div>
  );
}
