import { formatDay } from '#components/ui/format-date.ts';
import { OutcomeGlyph } from '#components/ui/outcome-mark.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { StateGlyph } from '#components/ui/state-mark.tsx';
import { StatementPanel } from '#components/ui/statement-panel.tsx';
import { Term } from '#components/ui/term.tsx';

import type { Next } from './prepare-next.ts';
import type { Verdict } from './prepare-verdict.ts';

/** What is ahead, where the port stands, what it carries. While nothing ahead is known, where it stands comes first. */
export function VerdictPanel({
  verdict: { state, release, now, burden },
  asOf,
  next,
  unknownBecause,
  base,
}: {
  readonly verdict: Verdict;
  /** The day that it holds for. Null: today. */
  readonly asOf: Date | null;
  /** Null: nothing ahead has been rehearsed. */
  readonly next: Next | null;
  /** What must happen before anything can be foretold. */
  readonly unknownBecause: string;
  /** Address of the port's page. */
  readonly base: string;
}) {
  const here = {
    ...now,
    label: <Term of="state">{asOf === null ? 'Now' : `On ${formatDay(asOf)}`}</Term>,
    glyph: <StateGlyph state={state} />,
  };
  const ahead =
    next === null
      ? {
          label: <Term of="forecast">Next</Term>,
          glyph: <OutcomeGlyph outcome="error" />,
          title: 'Nothing ahead is rehearsed yet',
          detail: (
            <>
              {unknownBecause}:{' '}
              <PageLink href="/status" className="link">
                status
              </PageLink>
            </>
          ),
        }
      : {
          label: (
            <>
              <Term of="forecast">Next</Term>: {next.target}
            </>
          ),
          glyph: <OutcomeGlyph outcome={next.outcome} />,
          title: next.title,
          detail: (
            <>
              {next.detail !== '' && `${next.detail} · `}
              <PageLink href={`${base}/forecast`} className="link">
                what is ahead
              </PageLink>
            </>
          ),
        };
  return (
    <StatementPanel
      statements={[
        ...(next === null ? [here, ahead] : [ahead, here]),
        {
          ...burden,
          label: (
            <>
              <Term of="touch">Touch surface</Term>
              {release !== null && ` at ${release}`}
            </>
          ),
        },
      ]}
    />
  );
}
