// `npm run fonts`: writes app/fonts anew, after a new version of the fonts.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { fontsDirectory, subsetFonts } from '#lib/jobs/subset-fonts.ts';

for (const { name, woff2, licence } of await subsetFonts()) {
  await writeFile(join(fontsDirectory, `${name}.woff2`), woff2);
  await writeFile(join(fontsDirectory, `${name}.LICENSE`), licence);
  console.log(`${name}: ${woff2.length} bytes`);
}
