// The fonts of the pages, cut from those of Fontsource to what pages use: whole, they would take twice as long to come.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import subsetFont from 'subset-font';

import { projectDirectory } from './project-directory.ts';

/** Where app/fonts.ts finds them. */
export const fontsDirectory = join(projectDirectory, 'app/fonts');

const sources = [
  { name: 'inter', file: 'inter/files/inter-latin-wght-normal.woff2' },
  { name: 'jetbrains-mono', file: 'jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2' },
];

/** What Fontsource's "latin" files have: https://github.com/fontsource/font-files, `unicode.json` of each font. */
const latin: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x131, 0x131],
  [0x152, 0x153],
  [0x2bb, 0x2bc],
  [0x2c6, 0x2c6],
  [0x2da, 0x2da],
  [0x2dc, 0x2dc],
  [0x304, 0x304],
  [0x308, 0x308],
  [0x329, 0x329],
  [0x2000, 0x206f],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2191, 0x2191],
  [0x2193, 0x2193],
  [0x2212, 0x2212],
  [0x2215, 0x2215],
  [0xfeff, 0xfeff],
  [0xfffd, 0xfffd],
];

const options = {
  targetFormat: 'woff2' as const,
  // Normal to bold, which is what `<strong>` asks for.
  variationAxes: { wght: { min: 400, max: 700 } },
  // Kerning, figures of one width, accents that stand apart, and what a language needs. Not the ligatures of code: what is copied
  // from a page looks as it does in the source.
  keepFeatures: ['kern', 'tnum', 'ccmp', 'mark', 'mkmk', 'locl'],
};

export interface SubsetFont {
  /** Of the file, with its ending. */
  readonly name: string;
  readonly woff2: Buffer;
}

/** The same bytes each time, from the same packages. */
export async function subsetFonts(): Promise<readonly SubsetFont[]> {
  const text = latin
    .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
    .map((point) => String.fromCodePoint(point))
    .join('');
  return await Promise.all(
    sources.map(async ({ name, file }) => {
      const path = join(projectDirectory, 'node_modules/@fontsource-variable', file);
      return {
        name: `${name}.woff2`,
        woff2: await subsetFont(await readFile(path), text, options),
      };
    }),
  );
}
