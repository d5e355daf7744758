import { expect, test } from 'vitest';

import type { FileChange } from '#lib/domain/measurement.ts';

import { packFiles, unpackFiles } from './packed-files.ts';

const edited: FileChange = {
  path: 'src/net/sock_tamago.go',
  previousPath: null,
  status: 'modified',
  subsystem: 'net',
  kind: 'shared-edit',
  insertions: 3,
  deletions: 0,
  binary: false,
  unmeasuredReason: null,
  copiedFrom: null,
};

test('what is unpacked is what was packed: edited, moved, copied, binary, and not measured', () => {
  const files: readonly FileChange[] = [
    edited,
    { ...edited, status: 'renamed', previousPath: 'src/net/sock.go', subsystem: 'os' },
    {
      ...edited,
      status: 'added',
      kind: 'new-port-file',
      copiedFrom: { path: 'src/net/sock_js.go', release: 'go1.21.0', similarity: 98 },
    },
    { ...edited, binary: true, insertions: 0 },
    { ...edited, insertions: null, deletions: null, unmeasuredReason: 'A blob is missing.' },
  ];
  expect(unpackFiles(packFiles(files))).toEqual(files);
  expect(unpackFiles(packFiles([]))).toEqual([]);
});
