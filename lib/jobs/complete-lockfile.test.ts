import { readFile } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { completeLockfile } from './complete-lockfile.js';

const lockSchema = z.object({
  packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })),
});

async function readLock() {
  const path = new URL('../../package-lock.json', import.meta.url);
  return lockSchema.parse(JSON.parse(await readFile(path, 'utf8')));
}

describe('package-lock.json', () => {
  test('names every optional package, so that `npm ci` takes it on every platform (else: npm run lockfile)', async () => {
    const { packages } = await readLock();
    expect(completeLockfile(packages)).toEqual([]);
  });

  test('names no registry', async () => {
    const { packages } = await readLock();
    expect(Object.values(packages).filter((entry) => 'resolved' in entry)).toEqual([]);
  });

  // Below these, strangers can run code: GHSA-673q-mjm6-r5xr, GHSA-2464-fhr4-w9xw, GHSA-wq5f-xc86-pv6w.
  test.each([
    ['next', '16.4.6'],
    ['react', '19.3.1'],
    ['react-dom', '19.3.1'],
    ['sharp', '0.35.5'],
  ])('%s is at least %s', async (name, floor) => {
    const { packages } = await readLock();
    const version = packages[`node_modules/${name}`]?.version ?? '0';
    expect(version.localeCompare(floor, 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
  });
});

describe('completing a lockfile', () => {
  test('adds what is missing with its platform, and leaves what is there', () => {
    const packages = {
      '': {},
      'node_modules/tool': {
        dev: true,
        optionalDependencies: {
          '@tool/linux-x64-musl': '1.0.0',
          '@tool/wasm32-wasi': '1.0.0',
          '@tool/win32-arm64-msvc': '1.0.0',
        },
      },
      'node_modules/@tool/linux-x64-musl': { version: '1.0.0' },
    };
    expect(completeLockfile(packages)).toEqual([
      '@tool/wasm32-wasi@1.0.0',
      '@tool/win32-arm64-msvc@1.0.0',
    ]);
    expect(packages).toMatchObject({
      'node_modules/@tool/wasm32-wasi': { cpu: ['wasm32'], dev: true, optional: true },
      'node_modules/@tool/win32-arm64-msvc': { cpu: ['arm64'], os: ['win32'] },
    });
    expect(completeLockfile(packages)).toEqual([]);
  });
});
