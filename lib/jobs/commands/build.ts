// Builds the pages if what they are made of has changed.
import { buildPages } from '#lib/jobs/build-pages.ts';

const outcome = await buildPages();
if (outcome.kind === 'failed') {
  console.error(outcome.output);
  process.exitCode = 1;
}
