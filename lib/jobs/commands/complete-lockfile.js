// `npm run lockfile`: after each `npm install NAME`, completes package-lock.json.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { completeLockfile } from '#lib/jobs/complete-lockfile.js';

const path = fileURLToPath(new URL('../../../package-lock.json', import.meta.url));
const lock = JSON.parse(await readFile(path, 'utf8'));
const added = completeLockfile(lock.packages);
if (added.length > 0) {
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  const completed = { ...lock, packages: Object.fromEntries(sorted) };
  await writeFile(path, `${JSON.stringify(completed, null, 2)}\n`);
}
console.log(added.length === 0 ? 'The lockfile is complete.' : `Added ${added.join(', ')}.`);
