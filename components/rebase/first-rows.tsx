import type { ComponentProps } from 'react';

import { useStill } from '#components/ui/use-still.ts';

import { FileTableRow } from './file-table-row.tsx';
import type { FileRow } from './prepare-files.ts';
import { estimateHeight, FIRST_DRAWN } from './row-heights.ts';
import { RowGap } from './row-gap.tsx';

/** What a page of many files has before its scripts: the first rows, and room for the rest. */
export function FirstRows({
  rows,
  base,
  ...attributes
}: {
  readonly rows: readonly FileRow[];
  readonly base: string;
} & ComponentProps<'tbody'>) {
  return <tbody {...attributes} {...useStill(<Drawn rows={rows} base={base} />, rows)} />;
}

function Drawn({ rows, base }: { readonly rows: readonly FileRow[]; readonly base: string }) {
  const height = rows.slice(FIRST_DRAWN).reduce((sum, row) => sum + estimateHeight(row), 0);
  return (
    <>
      {rows.slice(0, FIRST_DRAWN).map((row, index) => (
        <FileTableRow key={row.path} row={row} base={base} aria-rowindex={index + 2} />
      ))}
      <RowGap height={height} />
    </>
  );
}
