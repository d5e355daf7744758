// The secret of a DATA_DIR, made at its first start: whole or not at all, for its owner's eyes, and never replaced.
import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { hasCode } from '#lib/domain/has-code.ts';

/** What stands in the file cannot be used; in one sentence that shows nothing of it. */
export class AppSecretError extends Error {
  override readonly name = 'AppSecretError';
}

/**
 * Two processes that start at once get the same. Throws AppSecretError, rather than make another one by which nothing
 * that was sealed before could be opened.
 */
export async function keepAppSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'app-secret');
  const stored = (await readStored(path)) ?? (await makeSecret(path));
  if (!/^[\x21-\x7e]{32,}$/.test(stored)) {
    throw new AppSecretError(
      `${path} does not hold a secret: put back what was there, or remove the file and lose what was sealed with it.`,
    );
  }
  return stored;
}

async function readStored(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppSecretError(`The secret of DATA_DIR cannot be read (${reason}).`, {
      cause: error,
    });
  }
}

async function makeSecret(path: string): Promise<string> {
  const secret = randomBytes(48).toString('base64url');
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${secret}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    // Fails, unlike a rename, when somebody else was faster.
    await link(draft, path);
    return secret;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    return (await readFile(path, 'utf8')).trim();
  } finally {
    await rm(draft, { force: true });
  }
}
