import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import type { DatabaseClient } from '#lib/db/in-transaction.ts';
import { loadRecordedHistory } from '#lib/db/write/load-recorded-history.ts';
import { parsePortSeeds, seedPorts } from '#lib/db/write/seed-ports.ts';
import { recordedHistory } from '#lib/domain/recorded-history.ts';

const prismaFolder = new URL('../../prisma/', import.meta.url);

/** The ports of prisma/ports.json, and tamago's recorded history. */
export async function loadShipped(db: DatabaseClient): Promise<void> {
  const seeds = await readFile(fileURLToPath(new URL('ports.json', prismaFolder)), 'utf8');
  await seedPorts(db, parsePortSeeds(seeds));
  const packed = await readFile(fileURLToPath(new URL('recorded/tamago.json.gz', prismaFolder)));
  const json = await promisify(gunzip)(packed);
  await loadRecordedHistory(db, recordedHistory.parse(JSON.parse(json.toString('utf8'))));
}
