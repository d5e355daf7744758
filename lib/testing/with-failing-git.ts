// Puts a git first on PATH that does something of its own for one command, and is git for all others.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** `script` is for sh, e.g. "kill -9 $$". PATH is as it was when `work` has ended. */
export async function withFailingGit(
  command: string,
  script: string,
  work: () => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-test-git-'));
  const before = process.env['PATH'] ?? '';
  const real = before.split(':').map((place) => path.join(place, 'git'));
  const found = real.find((file) => {
    try {
      return readFileSync(file).length > 0;
    } catch {
      return false;
    }
  });
  const lines = ['#!/bin/sh', `if [ "$1" != ${command} ]; then exec ${found} "$@"; fi`, script, ''];
  writeFileSync(path.join(folder, 'git'), lines.join('\n'), { mode: 0o755 });
  process.env['PATH'] = `${folder}:${before}`;
  try {
    await work();
  } finally {
    process.env['PATH'] = before;
    rmSync(folder, { recursive: true });
  }
}
