import { Fragment } from 'react';

import { BreakablePath } from '#components/ui/breakable-path.tsx';
import type { Span } from '#lib/domain/align-versions.ts';
import { revealHidden } from '#lib/domain/hidden-characters.ts';

import type { Token } from './highlight-go.ts';
import { markTokens } from './mark-difference.ts';

/** A line of somebody's code, with whatever is invisible in it made visible. */
export function CodeLine({
  tokens,
  differing = null,
}: {
  readonly tokens: readonly Token[];
  /** What differs in it from the line that it replaced. Null: nothing, or all of it. */
  readonly differing?: Span | null;
}) {
  return markTokens(tokens, differing).map(({ kind, text, differs }, index) => {
    const shown = <Revealed text={text} />;
    // Tokens have no name of their own, and a line never changes.
    // oxlint-disable-next-line react/no-array-index-key
    if (kind === 'plain' && !differs) return <Fragment key={index}>{shown}</Fragment>;
    const classes = [kind === 'plain' ? '' : `code-${kind}`, differs ? 'code-differs' : ''];
    return (
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} className={classes.join(' ').trim()}>
        {shown}
      </span>
    );
  });
}

/** Text of a stranger, such as a path. */
export function Revealed({ text }: { readonly text: string }) {
  const parts = revealHidden(text);
  return parts.map(({ text: part, hidden }, index) =>
    hidden === null ? (
      // oxlint-disable-next-line react/no-array-index-key
      <BreakablePath key={index} path={part} />
    ) : (
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} title={hidden} className="code-hidden">
        {part}
      </span>
    ),
  );
}
