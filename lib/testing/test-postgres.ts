// One Postgres for a run of tests: on a free port, in a folder of its own, gone with the run. What a killed run left
// behind is cleared by the next one, which it cannot disturb.
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import { endOrphanedPostgres } from '#lib/db/embedded-postgres-orphan.ts';
import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts';

import { isProcessAlive } from './is-process-alive.ts';

export interface TestPostgres {
  /** Of its one superuser and first database. */
  readonly url: string;
  /** Kills it, and resolves once another answers at the same address. Only where it is durable nothing is lost then. */
  crash(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const prefix = `tidemark-test-${userInfo().uid}-`;
const ownerName = 'owner-pid';

export async function startTestPostgres({ isDurable = false } = {}): Promise<TestPostgres> {
  await clearAfterKilledRuns();
  const folder = await mkdtemp(join(tmpdir(), prefix));
  // Postgres runs as another user when the tests run as root.
  await chmod(folder, 0o711);
  await writeFile(join(folder, ownerName), String(process.pid));
  const options = { dataDir: folder, isDurable };
  let postgres = await startEmbeddedPostgres(options);
  return {
    url: postgres.url,
    async crash() {
      process.kill(postgres.pid, 'SIGKILL');
      await postgres.ended;
      postgres = await startEmbeddedPostgres({ ...options, port: postgres.port });
    },
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function clearAfterKilledRuns(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix));
  for (const name of names) {
    const folder = join(tmpdir(), name);
    const owner = Number(await readFile(join(folder, ownerName), 'utf8').catch(() => '0'));
    // Between making a folder and naming its owner another run may look: without an owner it is let be.
    if (owner === 0 || (await isProcessAlive(owner))) continue;
    await endOrphanedPostgres(join(folder, 'postgres')).catch(() => {});
    await rm(folder, { recursive: true, force: true });
  }
}
