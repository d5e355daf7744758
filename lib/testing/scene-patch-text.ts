// What is read of the patches of scene-files.ts that the pages of a scene show: an edit with hostile characters, a move and a binary file.
import type { ConflictReading } from '#lib/domain/conflict-reading.ts';
import { type DiffHunk, keepHunks } from '#lib/domain/patch-hunks.ts';
import type { PatchReading } from '#lib/domain/patch-reading.ts';

type Facts = ConflictReading['versions']['base'];

function text(lines: number): Facts {
  return { kind: 'text', mode: '100644', lines };
}

/** "-old", "+new" and " kept", one a line. */
function hunk(baseStart: number, headStart: number, heading: string, patch: string): DiffHunk {
  const lines = patch.split('\n').map((line) => ({
    sign: line.startsWith('+')
      ? ('+' as const)
      : line.startsWith('-')
        ? ('-' as const)
        : (' ' as const),
    text: line.slice(1),
    isEnded: true,
  }));
  return { baseStart, headStart, heading, lines };
}

const edit = [
  hunk(
    10,
    10,
    'import (',
    ' import (\n \t"internal/cpu"\n-\t"internal/goos"\n+\t"internal/goos" // and lumen\n+\t"internal/lumen"\n \t"unsafe"\n )',
  ),
  hunk(
    140,
    141,
    'func park(reason waitReason) {',
    ' func park(reason waitReason) {\n \t/* a comment that\n \tgoes on */\n-\tgopark(nil, 1)\n+\tif goos.IsLumen == 1 {\n+\t\tlumenPark() // \u202e } <script>alert(1)</script>\n+\t\treturn\n+\t}\n+\tgopark(nil, `raw`)\n }\n \n const x = 1',
  ),
];

export const SCENE_PATCHES: readonly {
  readonly path: string;
  readonly reading: PatchReading;
}[] = [
  {
    path: 'src/runtime/proc.go',
    reading: {
      versions: { base: text(7000), head: text(7005) },
      ...keepHunks(edit, { base: [], head: [] }, true),
    },
  },
  {
    path: 'src/os/dir_lumen.go',
    reading: {
      versions: { base: text(120), head: { kind: 'text', mode: '100755', lines: 115 } },
      ...keepHunks(
        [hunk(0, 0, '', '-package os\n+package os // lumen')],
        { base: [], head: [] },
        true,
      ),
    },
  },
  {
    path: 'misc/board.png',
    reading: {
      versions: { base: { kind: 'absent' }, head: { kind: 'binary', mode: '100644', bytes: 4711 } },
      sums: null,
      hunks: [],
      cutHunks: 0,
    },
  },
];
