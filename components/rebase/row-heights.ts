// How high rows of files are, for the room of those that are not drawn. Each is measured once it is drawn.
import type { FileRow } from './prepare-files.ts';

/** Up to so many, all rows are drawn: a page of that size is quick on any machine, and whole for find-in-page and without scripts. */
export const MOST_DRAWN = 100;
/** So many of more come with the page itself, some screens of them. */
export const FIRST_DRAWN = 25;

const padding = 13;
const pathLine = 24;
const detailLine = 16;
/** On a wide screen; on a narrow one each row is estimated too low, until it is drawn. */
const charactersOfLine = 68;
/** Of the narrowest column that the path ever has. */
export const FEWEST_CHARACTERS = 34;
const heading = 33;

/** In CSS pixels. `characters`: of a line. */
export function estimateHeight(
  { path, previousPath, copiedFrom }: FileRow,
  characters = charactersOfLine,
): number {
  const details = [
    previousPath === null ? null : `was ${previousPath}`,
    copiedFrom === null ? null : `50 % of ${copiedFrom.path} in ${copiedFrom.release}`,
  ].flatMap((text) => (text === null ? [] : [countLines(text, characters)]));
  return (
    padding +
    countLines(path, characters) * pathLine +
    details.reduce((sum, lines) => sum + lines * detailLine, 0)
  );
}

/** The whole table before it has been drawn on a narrow screen, where of many rows the first alone are ever drawn at once. In CSS pixels. */
export function estimateTable(rows: readonly FileRow[], isVirtual: boolean): number {
  const characters = isVirtual ? charactersOfLine : FEWEST_CHARACTERS;
  return rows.reduce((sum, row) => sum + estimateHeight(row, characters), heading);
}

function countLines(text: string, characters: number): number {
  return Math.ceil(text.length / characters);
}
