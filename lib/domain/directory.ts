// The part of the tree by which a file is told where many are listed: a package of the library or a command, with all below it.
import { unquotedPath } from './quoted-path.ts';

/** Directories whose parts are as different from each other as they are from what is beside them. */
const COLLECTIONS: ReadonlySet<string> = new Set(['cmd', 'internal']);

/** "src/net", "src/cmd/link", "src/internal/poll", ".github"; "src" for a file right in it, "." for one at the top. */
export function directoryOf(path: string): string {
  const folders = unquotedPath(path).split('/').slice(0, -1);
  const [top = '.', second = ''] = folders;
  if (top !== 'src') return top;
  return folders.slice(0, COLLECTIONS.has(second) ? 3 : 2).join('/');
}
