import { Revealed } from '#components/code/code-line.tsx';
import type { PatchHunk } from '#lib/domain/patch-reading.ts';

import { hunkPlace } from './prepare-patch.ts';

/** Stands before a hunk: where it is, and the line of code that git names it by. */
export function HunkMarker({
  hunk,
  columns,
}: {
  readonly hunk: PatchHunk;
  readonly columns: number;
}) {
  return (
    <tr className="marker hunk">
      <th scope="colgroup" colSpan={columns} className="text-xs text-muted">
        <span className="font-mono">
          {hunkPlace(hunk)} <Revealed text={hunk.heading} />
        </span>
      </th>
    </tr>
  );
}

/** After a line that the file ends with. */
export function Unended({ columns }: { readonly columns: number }) {
  return (
    <tr className="text-muted">
      <td colSpan={columns} className="line pl-8! sm:pl-28!">
        \ No newline at end of file
      </td>
    </tr>
  );
}
