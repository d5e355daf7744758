// Small random trees of files in which copies, moves, edits and swaps of files for folders are common.
import * as fc from 'fast-check';
import type { FileContent } from './fast-import-stream.ts';

export type RandomTree = readonly (readonly [path: string, content: FileContent])[];

const PATHS = [
  'README.md',
  'src/a.go',
  'src/a_tamago.go',
  'src/cmd/dist/build.go',
  'src/net/b.go',
  'src/net/b_test.go',
  'src/net/testdata/x',
  'src/runtime/c.s',
  'src/swap',
  'src/swap/one.go',
  'src/swap/two/three.go',
  'src/a b "c"\t\n.go',
  'src/é.go',
  'src/internal/syslist/syslist.go',
];

/** Twelve lines that no other text has, and some that all have. */
function text(index: number): string {
  const own = Array.from({ length: 12 }, (_, line) => `own line ${line * 7} of ${index * 13}\n`);
  return `// +build linux\n\npackage p\n\n${own.join('')}// the end\n`;
}

const EDITS: readonly ((original: string) => string)[] = [
  (original) => original,
  (original) => original.replace('linux', 'linux tamago'),
  (original) => original.replace('line 14', 'LINE 14'),
  (original) => `${original}more\n`,
  (original) => original.split('\n').slice(0, 9).join('\n'),
  (original) => original.split('\n').slice(0, 6).join('\n'),
  (original) => original.replaceAll('\n', '\r\n'),
  (original) => `//go:build tamago\n${original}`,
];

const edited = fc
  .tuple(fc.nat({ max: 4 }), fc.nat({ max: EDITS.length - 1 }))
  .map(([index, edit]) => EDITS[edit]?.(text(index)) ?? '');

const content: fc.Arbitrary<FileContent> = fc.oneof(
  { weight: 12, arbitrary: edited },
  { weight: 2, arbitrary: edited.map((executable) => ({ executable })) },
  { weight: 1, arbitrary: edited.map((original) => `\0${original}`) },
  { weight: 1, arbitrary: fc.constantFrom('', '\n', 'x') },
  { weight: 1, arbitrary: fc.constantFrom('a', 'b').map((symlinkTo) => ({ symlinkTo })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('1', '2').map((digit) => ({ submoduleAt: digit.repeat(40) })),
  },
);

export const randomTree: fc.Arbitrary<RandomTree> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...PATHS), content), {
    selector: ([path]) => path,
    maxLength: 10,
  })
  .map((files) => files.filter(([path]) => !files.some(([other]) => path.startsWith(`${other}/`))));
