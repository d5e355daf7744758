// The fonts of the pages, cut from those of Fontsource to what pages use: whole, they would take twice as long to come.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import subsetFont from 'subset-font';

import { projectDirectory } from './project-directory.ts';

/** Where app/fonts.ts finds them. */
export const fontsDirectory = join(projectDirectory, 'app/fonts');

/** Packages of Fontsource, and names of the files that are made of them. */
const fonts = ['inter', 'jetbrains-mono'] as const;

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
  /** Without ending. */
  readonly name: string;
  readonly woff2: Buffer;
  /** The SIL Open Font License, which goes with every copy. */
  readonly licence: Buffer;
}

/** The same bytes each time, from the same packages. */
export async function subsetFonts(): Promise<readonly SubsetFont[]> {
  const text = latin
    .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
    .map((point) => String.fromCodePoint(point))
    .join('');
  return await Promise.all(
    fonts.map(async (name) => {
      const folder = join(projectDirectory, 'node_modules/@fontsource-variable', name);
      const whole = await readFile(join(folder, `files/${name}-latin-wght-normal.woff2`));
      return {
        name,
        woff2: await subsetFont(whole, text, options),
        licence: await readFile(join(folder, 'LICENSE')),
      };
    }),
  );
}
