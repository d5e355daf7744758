// Our own Postgres is started again, under the same address, when it ends unasked.
import { setTimeout as sleep } from 'node:timers/promises';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts';

export interface KeptPostgres {
  /** Resolves with a sentence when it cannot be started any more. */
  readonly givenUp: Promise<string>;
  stop(): Promise<void>;
}

const waitsMs = [0, 1_000, 2_000, 5_000, 10_000];

/** `say` is given a sentence whenever it ends unasked. */
export function keepPostgres(
  started: EmbeddedPostgres,
  dataDir: string,
  say: (sentence: string) => void,
): KeptPostgres {
  let current = started;
  let isStopping = false;
  const loop = (async () => {
    for (;;) {
      await current.ended;
      if (isStopping) return null;
      say('Postgres ended unasked and is started again.');
      const outcome = await restart(dataDir, current.port);
      if (outcome.kind === 'failed') return outcome.sentence;
      current = outcome.postgres;
      // Stopped meanwhile: what was told to end was the one before.
      if (isStopping) {
        await current.stop();
        return null;
      }
    }
  })();
  return {
    givenUp: loop.then((sentence) => sentence ?? new Promise<string>(() => {})),
    async stop() {
      isStopping = true;
      await current.stop();
      await loop;
    },
  };
}

type Restart =
  | { readonly kind: 'started'; readonly postgres: EmbeddedPostgres }
  | { readonly kind: 'failed'; readonly sentence: string };

async function restart(dataDir: string, port: number): Promise<Restart> {
  let sentence = '';
  for (const waitMs of waitsMs) {
    await sleep(waitMs);
    try {
      return { kind: 'started', postgres: await startEmbeddedPostgres({ dataDir, port }) };
    } catch (error) {
      sentence = error instanceof Error ? error.message : String(error);
    }
  }
  return { kind: 'failed', sentence };
}
