// Where the patch of one file has its page, and the plain git commands that show the same.
import type { CommandPlaces, GitCommand } from './git-commands.ts';
import { formatShortstat } from './git-shortstat.ts';
import type { FileChange } from './measurement.ts';
import { unquotedPath } from './quoted-path.ts';
import { shellWord } from './rehearsal-commands.ts';

export type PatchViewMode = 'unified' | 'sides';

/** `rebase` is the address of the rebase's page, with a query where that chooses the revision, or some of its files. */
export function filePatchUrl(
  rebase: string,
  path: string,
  view: PatchViewMode = 'unified',
): string {
  const [page = '', ...chosen] = rebase.split('?');
  const query = [...chosen, ...(view === 'sides' ? ['view=sides'] : [])].join('&');
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  return `${page}/files/${escaped}${query === '' ? '' : `?${query}`}`;
}

/** In the order in which one would type them; the first one brings the commits. */
export function filePatchCommands(
  { upstreamUrl, forkUrl, baseSha, headSha }: CommandPlaces,
  { path, previousPath, insertions, deletions, copiedFrom }: FileChange,
): readonly GitCommand[] {
  const fetch = {
    what: 'Bring both commits into an empty repository',
    command: `git init -q port && cd port && git fetch -q ${upstreamUrl} ${baseSha} && git fetch -q ${forkUrl} ${headSha}`,
    answer: null,
  };
  const paths = previousPath === null ? [path] : [previousPath, path];
  // Git shows such a path quoted, and takes none so quoted.
  if (paths.some((each) => unquotedPath(each) !== each)) {
    const what = 'The patch of all files; this one’s name is no UTF-8, and cannot be typed';
    return [fetch, { what, command: `git diff -M ${baseSha} ${headSha}`, answer: null }];
  }
  const words = paths.map(shellWord).join(' ');
  const diff = 'git --literal-pathspecs diff';
  return [
    fetch,
    {
      what:
        previousPath === null
          ? 'The patch of this file'
          : 'The patch of this file; with its old name, or git takes it for a new one',
      command: `${diff} -M ${baseSha} ${headSha} -- ${words}`,
      answer: null,
    },
    {
      what: 'Its lines',
      command: `${diff} -M --shortstat ${baseSha} ${headSha} -- ${words}`,
      answer:
        insertions === null || deletions === null
          ? null
          : formatShortstat({ files: 1, insertions, deletions }),
    },
    ...(copiedFrom === null || unquotedPath(copiedFrom.path) !== copiedFrom.path
      ? []
      : [
          {
            what: `What differs from the file of ${copiedFrom.release} that it was copied from`,
            command: `git fetch -q ${upstreamUrl} refs/tags/${copiedFrom.release} && git diff FETCH_HEAD:${shellWord(copiedFrom.path)} ${headSha}:${shellWord(path)}`,
            answer: null,
          },
        ]),
  ];
}
