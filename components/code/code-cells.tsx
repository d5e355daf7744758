import { CodeLine } from './code-line.tsx';
import { differingPart } from './mark-difference.ts';
import type { SideLine } from './slice-code.ts';

/** What happened to a line. */
export interface LineChange {
  /** Shown beside it. */
  readonly sign: string;
  /** Read aloud. */
  readonly words: string;
}

/** The three columns of one version where versions stand beside each other. */
export function CodeColumns() {
  return (
    <>
      <col className="w-12" />
      <col className="w-9" />
      <col />
    </>
  );
}

/** A line of one version in those columns. */
export function CodeCells({
  line,
  change,
  tint,
  other,
}: {
  /** Null: the version has none in this row. */
  readonly line: SideLine | null;
  /** Null: it is as it was. */
  readonly change: LineChange | null;
  readonly tint: string;
  /** What it is compared with, letter by letter. Null: nothing. */
  readonly other: SideLine | null;
}) {
  if (line === null) {
    return (
      <td colSpan={3} className="is-empty">
        <span className="sr-only">no line</span>
      </td>
    );
  }
  return (
    <>
      <td className={`number ${tint}`}>{line.number}</td>
      <td className={`sign px-0! ${tint}`}>
        {change !== null && (
          <>
            <span aria-hidden="true">{change.sign}</span>
            <span className="sr-only">{change.words}</span>
          </>
        )}
      </td>
      <td className={`line ${tint}`}>
        <CodeLine
          tokens={line.tokens}
          differing={other === null ? null : differingPart(other.text, line.text)}
        />
      </td>
    </>
  );
}
