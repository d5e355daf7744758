import type { ComponentProps } from 'react';

import { BreakablePath } from '#components/ui/breakable-path.tsx';
import { formatCount } from '#components/ui/format-count.ts';
import { Missing } from '#components/ui/missing.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { FILE_KINDS } from '#lib/domain/file-kind.ts';
import { filePatchUrl } from '#lib/domain/patch-page.ts';

import type { FileRow } from './prepare-files.ts';
import { FEWEST_CHARACTERS } from './row-heights.ts';

const kindLabels = new Map<string, string>(FILE_KINDS.map(({ id, label }) => [id, label]));

/** One file: its patch, its two versions on GitHub, and what was changed in it. */
export function FileTableRow({
  row,
  base,
  ...attributes
}: {
  readonly row: FileRow;
  /** Address of the rebase's page. */
  readonly base: string;
} & ComponentProps<'tr'>) {
  return (
    <tr {...attributes}>
      <th scope="row" className="py-1.5!">
        <Path row={row} base={base} />
        <CopiedFrom row={row} />
      </th>
      <td>
        <Places row={row} />
      </td>
      <td>
        {row.status}
        {row.binary && <span className="text-muted"> · binary</span>}
      </td>
      <td>{kindLabels.get(row.kind) ?? row.kind}</td>
      <td>{row.subsystem}</td>
      <Lines value={row.insertions} sign="+" row={row} />
      <Lines value={row.deletions} sign="−" row={row} />
      <Lines
        value={
          row.insertions === null || row.deletions === null ? null : row.insertions + row.deletions
        }
        sign=""
        row={row}
      />
    </tr>
  );
}

function Path({
  row: { path, previousPath },
  base,
}: {
  readonly row: FileRow;
  readonly base: string;
}) {
  return (
    <div className="min-w-64 font-mono text-xs whitespace-normal wrap-break-word">
      <PageLink href={filePatchUrl(base, path)} className="quiet-link inline-block leading-6">
        <LongPath path={path} />
      </PageLink>
      {previousPath !== null && (
        <p className="text-muted">
          was <LongPath path={previousPath} />
        </p>
      )}
    </div>
  );
}

/** Most fit into a line, and there can be hundreds. */
function LongPath({ path }: { readonly path: string }) {
  return path.length <= FEWEST_CHARACTERS ? path : <BreakablePath path={path} />;
}

/** The file as upstream has it, and as the port has it. */
function Places({ row: { path, previousPath, baseUrl, headUrl } }: { readonly row: FileRow }) {
  return (
    <span className="flex gap-3">
      {baseUrl !== null && (
        <a
          href={baseUrl}
          className="quiet-link text-muted"
          aria-label={`${previousPath ?? path} at base`}
        >
          base
        </a>
      )}
      {headUrl !== null && (
        <a href={headUrl} className="quiet-link text-muted" aria-label={`${path} at head`}>
          head
        </a>
      )}
    </span>
  );
}

function Lines({
  value,
  sign,
  row,
}: {
  readonly value: number | null;
  readonly sign: '+' | '−' | '';
  readonly row: FileRow;
}) {
  return (
    <td className="num">
      {value === null ? (
        <Missing why={row.unmeasuredReason ?? 'Its lines were not counted.'} />
      ) : value === 0 ? (
        '0'
      ) : (
        `${sign}${formatCount(value)}`
      )}
    </td>
  );
}

function CopiedFrom({ row: { copiedFrom, copiedUrl } }: { readonly row: FileRow }) {
  if (copiedFrom === null) return null;
  const { path, release, similarity } = copiedFrom;
  return (
    <p className="text-xs whitespace-normal text-muted wrap-break-word">
      <span className="num">{similarity} %</span> of{' '}
      {copiedUrl === null ? (
        <span className="font-mono">
          <LongPath path={path} />
        </span>
      ) : (
        <a href={copiedUrl} className="quiet-link font-mono">
          <LongPath path={path} />
        </a>
      )}{' '}
      in <span className="font-mono">{release}</span>
    </p>
  );
}
