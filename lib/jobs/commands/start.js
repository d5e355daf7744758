// `npm start`: makes a fresh clone able to run, then hands over to the supervisor (lib/jobs/supervisor.ts) and passes
// it every signal.
import { spawn } from 'node:child_process';

import { supervisorProgram } from '#lib/jobs/programs.js';
import { prepare, PrepareError, projectDirectory } from './prepare.js';

try {
  await prepare();
  // Now that there are packages.
  const { bundlePrograms } = await import('#lib/jobs/bundle-programs.js');
  await bundlePrograms();
} catch (error) {
  console.error(error instanceof PrepareError ? error.message : error);
  process.exit(1);
}

const supervisor = spawn(process.execPath, ['--enable-source-maps', supervisorProgram], {
  cwd: projectDirectory,
  // When this process is killed the channel closes, and the supervisor ends all in order.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
let isAsked = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => end(signal));
}
endWithNpm();
supervisor.on('error', (error) => {
  console.error(`The supervisor cannot be started: ${error.message}`);
  process.exitCode = 1;
});
supervisor.on('exit', (code, signal) => {
  // Before it can listen for signals, they end it.
  if (isAsked && signal !== null) process.exit(0);
  if (signal !== null) console.error(`The supervisor was ended by ${signal}.`);
  process.exit(code ?? 1);
});

/** @param {NodeJS.Signals} signal */
function end(signal) {
  isAsked = true;
  supervisor.kill(signal);
}

/** npm killed by force cannot tell us: then this process gets another parent. */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end('SIGTERM');
  }, 500).unref();
}
