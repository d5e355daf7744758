import type { Settings } from '#lib/domain/settings.ts';

import { openPollWorld, type PollWorld } from './open-poll-world.ts';
import { createTestDatabase } from './template-database.ts';

export { publish, type PollWorld } from './open-poll-world.ts';

/** A world with a database of its own, for tests that vitest runs. */
export async function createPollWorld(change: Partial<Settings> = {}): Promise<PollWorld> {
  return openPollWorld(await createTestDatabase(), change);
}
