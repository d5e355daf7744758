import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { fontsDirectory, subsetFonts } from './subset-fonts.ts';

test('the fonts of the pages are what is cut from the packages', async () => {
  const cut = await subsetFonts();
  expect(cut.map(({ name }) => name)).toStrictEqual(['inter', 'jetbrains-mono']);
  for (const { name, woff2 } of cut) {
    const stored = await readFile(join(fontsDirectory, `${name}.woff2`));
    expect(stored.equals(woff2), `run \`npm run fonts\` and commit ${name}.woff2`).toBe(true);
  }
});
