import { decodeParam } from '#app/decode-param.ts';
import type { FileParams } from '#app/page-props.ts';
import { readRebase } from '#app/ports/[port]/[release]/read-rebase.ts';
import type { FileChange } from '#lib/domain/measurement.ts';
import type { RebaseDetail } from '#lib/domain/rebase-view.ts';

export interface FoundFile {
  readonly detail: RebaseDetail;
  readonly file: FileChange;
  /** Of the file in git's own order, from 0. */
  readonly position: number;
}

export type FileLookup =
  | { readonly kind: 'found'; readonly found: FoundFile }
  /** The rebase is there, and its patch has no such file. */
  | { readonly kind: 'no-file'; readonly detail: RebaseDetail; readonly path: string }
  | { readonly kind: 'no-rebase' };

/** The file that a URL names; `revision` as on the page of its rebase. */
export async function readFile(
  portId: number,
  { release, path: segments }: Awaited<FileParams>,
  revision: string | null,
): Promise<FileLookup> {
  const lookup = await readRebase(portId, decodeParam(release), revision);
  if (lookup.kind !== 'found') return { kind: 'no-rebase' };
  const { detail } = lookup;
  const path = segments.map(decodeParam).join('/');
  const position = detail.files.findIndex((each) => each.path === path);
  const file = detail.files[position];
  return file === undefined
    ? { kind: 'no-file', detail, path }
    : { kind: 'found', found: { detail, file, position } };
}
