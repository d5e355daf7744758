// `npm run fonts`: writes app/fonts anew, after a new version of the fonts.
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { projectDirectory } from '#lib/jobs/project-directory.ts';
import { fontsDirectory, subsetFonts } from '#lib/jobs/subset-fonts.ts';

for (const { name, woff2 } of await subsetFonts()) {
  await writeFile(join(fontsDirectory, name), woff2);
  console.log(`${name}: ${woff2.length} bytes`);
}
// The SIL Open Font License goes with every copy.
for (const font of ['inter', 'jetbrains-mono']) {
  const licence = join(projectDirectory, 'node_modules/@fontsource-variable', font, 'LICENSE');
  await copyFile(licence, join(fontsDirectory, `${font}.LICENSE`));
}
