// Where the programs of `npm start` are, once lib/jobs/bundle-programs.js has made them: below node_modules, so that they
// find its packages.
import { fileURLToPath } from 'node:url';

const folder = new URL('../../node_modules/.cache/tidemark/programs/', import.meta.url);

export const supervisorProgram = fileURLToPath(new URL('supervisor.mjs', folder));
export const workerProgram = fileURLToPath(new URL('worker.mjs', folder));
