// Decides everything the port page's chart, its tooltip and its table say: all three read the same points.
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { isChosen, type ReleaseChoice } from '#lib/domain/release-range.ts';
import type { Subsystem } from '#lib/domain/subsystem.ts';

import { describeBurden } from './describe-burden.ts';
import { niceTicks } from './nice-ticks.ts';
import { CLASSES, classOf, type PaletteClass } from './palette.ts';

export interface BurdenChoice extends ReleaseChoice {
  /** Null: all of them. */
  readonly subsystem: Subsystem | null;
}

/** Files and lines of one release, whole or of the chosen subsystem. */
export interface BurdenMeasure {
  readonly files: number;
  readonly insertions: number;
  readonly deletions: number;
  /** Insertions and deletions together. */
  readonly lines: number;
  /** Lines by class, in the order of `Burden.classes`; they add up to `lines`. */
  readonly classLines: readonly number[];
}

export interface BurdenPoint {
  readonly release: string;
  readonly line: string;
  /** False: a patch release (or beta, or rc). */
  readonly isFirst: boolean;
  /** "2026-02-11"; null: not known. */
  readonly published: string | null;
  /** Null: not measured, see `reason`. */
  readonly measure: { readonly patch: BurdenMeasure; readonly touch: BurdenMeasure } | null;
  readonly reason: string | null;
}

export interface BurdenPanel {
  readonly id: 'files' | 'patch' | 'touch';
  readonly title: string;
  /** From 0 up; the last is the top of the panel. */
  readonly ticks: readonly number[];
}

export interface Burden {
  /** In release order. */
  readonly points: readonly BurdenPoint[];
  readonly classes: readonly PaletteClass[];
  readonly panels: readonly BurdenPanel[];
  /** What the figure shows, as a sentence without a full stop. */
  readonly finding: string;
}

/** `rebases` in release order. */
export function prepareBurden(rebases: readonly RebaseView[], choice: BurdenChoice): Burden {
  const { subsystem } = choice;
  const classes =
    subsystem === null ? CLASSES : [{ ...classOf(subsystem), label: subsystem, subsystem }];
  const points = rebases
    .filter((each) => isChosen(each, choice))
    .map((rebase) => toPoint(rebase, { subsystem, classes }));
  const highest = (valueOf: (measure: NonNullable<BurdenPoint['measure']>) => number) =>
    Math.max(0, ...points.map(({ measure }) => (measure === null ? 0 : valueOf(measure))));
  return {
    points,
    classes,
    panels: [
      { id: 'patch', title: 'patch, lines', ticks: niceTicks(highest((at) => at.patch.lines)) },
      { id: 'touch', title: 'touched lines', ticks: niceTicks(highest((at) => at.touch.lines)) },
      { id: 'files', title: 'files', ticks: niceTicks(highest((at) => at.patch.files)) },
    ],
    finding: describeBurden(points, subsystem),
  };
}

interface Scope {
  readonly subsystem: Subsystem | null;
  readonly classes: readonly PaletteClass[];
}

function toPoint(rebase: RebaseView, scope: Scope): BurdenPoint {
  const { release, line, kind, publishedAt, sums, unmeasuredReason } = rebase;
  return {
    release,
    line,
    isFirst: kind === 'first',
    published: publishedAt === null ? null : publishedAt.toISOString().slice(0, 10),
    measure:
      sums === null
        ? null
        : {
            patch: sumMeasure(sums.subsystems, scope),
            touch: sumMeasure(
              sums.subsystems.map(({ subsystem, touch }) => ({ subsystem, ...touch })),
              scope,
            ),
          },
    reason: unmeasuredReason,
  };
}

interface Part {
  readonly subsystem: Subsystem;
  readonly files: number;
  readonly insertions: number;
  readonly deletions: number;
}

function sumMeasure(parts: readonly Part[], { subsystem, classes }: Scope): BurdenMeasure {
  const chosen = parts.filter((part) => subsystem === null || part.subsystem === subsystem);
  const sum = (valueOf: (part: Part) => number, of = chosen) =>
    of.reduce((total, part) => total + valueOf(part), 0);
  const linesOf = (part: Part) => part.insertions + part.deletions;
  return {
    files: sum(({ files }) => files),
    insertions: sum(({ insertions }) => insertions),
    deletions: sum(({ deletions }) => deletions),
    lines: sum(linesOf),
    classLines: classes.map(({ id }) =>
      sum(
        linesOf,
        chosen.filter((part) => classOf(part.subsystem).id === id),
      ),
    ),
  };
}
