import { Fragment } from 'react';

import { CodeLine } from '#components/code/code-line.tsx';
import { differingPart } from '#components/code/mark-difference.ts';
import { pairLines } from '#lib/domain/patch-hunks.ts';
import type { PatchHunk, PatchLine } from '#lib/domain/patch-reading.ts';

import type { HunkCode } from './hunk-code.ts';
import { HunkMarker, Unended } from './hunk-marker.tsx';

export interface ShownHunk {
  readonly hunk: PatchHunk;
  readonly code: HunkCode;
}

/** The patch as git prints it, old lines above the new ones. */
export function UnifiedView({ hunks }: { readonly hunks: readonly ShownHunk[] }) {
  return (
    // A box that scrolls must take the focus, or the keyboard cannot scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label="Patch, unified" tabIndex={0} className="code-box">
      <table className="code-table">
        <thead className="sr-only">
          <tr>
            <th scope="col">Line of upstream</th>
            <th scope="col">Line of the port</th>
            <th scope="col">Change</th>
            <th scope="col">Code</th>
          </tr>
        </thead>
        <tbody>
          {hunks.map((shown) => (
            <Hunk key={`${shown.hunk.base?.start} ${shown.hunk.head?.start}`} {...shown} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Hunk({ hunk, code }: ShownHunk) {
  const partners = partnersOf(hunk);
  return (
    <>
      <HunkMarker hunk={hunk} columns={4} />
      {hunk.lines.map((line, index) => (
        <Fragment key={`${line.base} ${line.head}`}>
          <Line line={line} partner={partners.get(line) ?? null} code={code} />
          {hunk.unended.includes(index) && <Unended columns={4} />}
        </Fragment>
      ))}
    </>
  );
}

/** Of each changed line the one that took its place, or whose place it took. */
function partnersOf({ lines }: PatchHunk): ReadonlyMap<PatchLine, number> {
  const rows = pairLines(lines).filter(
    ({ base, head, isChanged }) => isChanged && base !== null && head !== null,
  );
  const [byBase, byHead] = [
    new Map(rows.map(({ base, head }) => [base, head])),
    new Map(rows.map(({ base, head }) => [head, base])),
  ];
  return new Map(
    lines.flatMap((line) => {
      const partner = line.sign === '-' ? byBase.get(line.base) : byHead.get(line.head);
      return line.sign === ' ' || partner === undefined || partner === null
        ? []
        : [[line, partner] as const];
    }),
  );
}

const TINTS = { ' ': '', '+': 'of-port is-changed', '-': 'of-upstream is-changed' } as const;

function Line({
  line: { sign, ...at },
  partner,
  code,
}: {
  readonly line: PatchLine;
  readonly partner: number | null;
  readonly code: HunkCode;
}) {
  const base = code('base', at.base);
  const head = code('head', at.head);
  const shown = head ?? base;
  if (shown === null) return null;
  const other = sign === ' ' ? null : code(sign === '-' ? 'head' : 'base', partner);
  return (
    <tr className={TINTS[sign]}>
      <td className="number max-sm:hidden">{base?.number}</td>
      <td className="number max-sm:hidden">{head?.number}</td>
      <td className="sign">
        <span aria-hidden="true">{sign === '-' ? '−' : sign}</span>
        {sign !== ' ' && <span className="sr-only">{sign === '-' ? 'removed' : 'added'}</span>}
      </td>
      <td className="line">
        <CodeLine
          tokens={shown.tokens}
          differing={other === null ? null : differingPart(other.text, shown.text)}
        />
      </td>
    </tr>
  );
}
