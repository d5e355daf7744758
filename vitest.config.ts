import { defineConfig, defineProject } from 'vitest/config';

import { WASM_AS_IT_COMES } from './lib/testing/wasm-as-it-comes.ts';

/** Of functions alone: these share processes and loaded modules, which halves what each file costs. */
const PURE = [
  'lib/domain/**/*.test.ts',
  'lib/alerts/**/*.test.ts',
  'components/**/*.test.{ts,tsx}',
];
/** Likewise of what only runs git and local servers, each in a folder and on a port of its own. */
const SHARING = ['lib/{git,diff,github,poller,testing}/**/*.test.ts'];
/** Likewise of what asks a database of its own: Prisma is read and warmed up once, which takes longer than most of these. */
const STORED = [
  'lib/auth/**/*.test.ts',
  'lib/db/{read,write}/**/*.test.ts',
  'lib/jobs/{deliver,deliver-channels,deliver-mail,evaluate-alerts,find-fixes,forecast}.test.ts',
  'lib/jobs/{measure-transitions,poll-failure,read-file-patches,read-rehearsed-conflicts}.test.ts',
  'lib/jobs/record-history.test.ts',
  'app/**/*.test.ts',
];
/** What looks at processes or starts the program's own. */
const OWN_PROCESS = ['lib/db/*.test.ts', 'lib/jobs/**/*.test.ts'];

const execArgv = [WASM_AS_IT_COMES];

export default defineConfig({
  test: {
    globalSetup: ['lib/testing/global-setup.ts'],
    // One more than there are cores, for many tests wait for real processes; more only make Postgres and git slower.
    maxWorkers: 3,
    projects: [
      defineProject({
        test: { name: 'pure', include: PURE, isolate: false, pool: 'threads', ...patience() },
      }),
      defineProject({ test: { name: 'git', include: SHARING, isolate: false, ...patience() } }),
      defineProject({
        test: { name: 'stored', include: STORED, isolate: false, execArgv, ...patience() },
      }),
      defineProject({
        test: { name: 'whole', include: OWN_PROCESS, exclude: STORED, execArgv, ...patience() },
      }),
    ],
  },
});

/** Nothing is timed: how long a busy machine may take. */
function patience() {
  return { testTimeout: 30_000, hookTimeout: 60_000 };
}
