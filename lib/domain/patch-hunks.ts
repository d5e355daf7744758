// Makes what is kept of git's hunks: no more than a page can show, each with what highlighting must know.
import type { Slice } from './conflict-reading.ts';
import { cutLine } from './cut-line.ts';
import { lineOpenings } from './go-line-openings.ts';
import type { PatchHunk, PatchLine, PatchReading, PatchSide } from './patch-reading.ts';

/** As git prints it; line numbers from 0. */
export interface DiffHunk {
  readonly baseStart: number;
  readonly headStart: number;
  readonly heading: string;
  readonly lines: readonly DiffLine[];
}

export interface DiffLine {
  readonly sign: ' ' | '+' | '-';
  readonly text: string;
  /** False: the file ends after it without a newline. */
  readonly isEnded: boolean;
}

/** More make a page too heavy to read, and to send. */
export const MAX_LINES_OF_A_PATCH = 1200;

/** Null: that version is not there, or is no text. */
export type PatchTexts = Readonly<Record<PatchSide, readonly string[] | null>>;

export function keepHunks(
  hunks: readonly DiffHunk[],
  texts: PatchTexts,
  isGo: boolean,
): Pick<PatchReading, 'hunks' | 'cutHunks' | 'sums'> {
  const openings = {
    base: isGo ? lineOpenings(texts.base ?? []) : [],
    head: isGo ? lineOpenings(texts.head ?? []) : [],
  };
  const kept: PatchHunk[] = [];
  let room = MAX_LINES_OF_A_PATCH;
  for (const hunk of hunks) {
    if (room <= 0) break;
    const shown = hunk.lines.slice(0, room);
    room -= shown.length;
    const sliceOf = (side: PatchSide): Slice | null => {
      const start = side === 'base' ? hunk.baseStart : hunk.headStart;
      const lines = shown.flatMap(({ sign, text }) => (isOf(side, sign) ? [cutLine(text)] : []));
      return lines.length === 0 ? null : { start, opening: openings[side][start] ?? 'code', lines };
    };
    kept.push({
      heading: cutLine(hunk.heading),
      base: sliceOf('base'),
      head: sliceOf('head'),
      lines: numberLines(shown),
      unended: shown.flatMap(({ isEnded }, index) => (isEnded ? [] : [index])),
      cutLines: hunk.lines.length - shown.length,
    });
  }
  return { hunks: kept, cutHunks: hunks.length - kept.length, sums: countSigns(hunks) };
}

function isOf(side: PatchSide, sign: DiffLine['sign']): boolean {
  return sign === ' ' || (sign === '-') === (side === 'base');
}

function numberLines(lines: readonly DiffLine[]): PatchLine[] {
  const next = { base: 0, head: 0 };
  return lines.map(({ sign }) => ({
    sign,
    base: isOf('base', sign) ? next.base++ : null,
    head: isOf('head', sign) ? next.head++ : null,
  }));
}

function countSigns(hunks: readonly DiffHunk[]) {
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const count = (wanted: '+' | '-') => lines.filter(({ sign }) => sign === wanted).length;
  return { insertions: count('+'), deletions: count('-') };
}

/** A line of both sides, or lines that took each other's place; null: the side has none there. */
export interface PatchRow {
  readonly base: number | null;
  readonly head: number | null;
  readonly isChanged: boolean;
}

/** The lines of a hunk beside each other: of lines that follow what was removed, the first stands beside the first removed. */
export function pairLines(lines: readonly PatchLine[]): PatchRow[] {
  const rows: PatchRow[] = [];
  let removed: PatchLine[] = [];
  let added: PatchLine[] = [];
  const flush = (): void => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      const [base = null, head = null] = [removed[index]?.base, added[index]?.head];
      rows.push({ base, head, isChanged: true });
    }
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.sign === '+') {
      added.push(line);
      continue;
    }
    if (line.sign === ' ' || added.length > 0) flush();
    if (line.sign === '-') removed.push(line);
    else rows.push({ base: line.base, head: line.head, isChanged: false });
  }
  flush();
  return rows;
}
