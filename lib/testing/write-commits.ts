// What `git fast-import` makes of plain commits on loose objects, the same shas included, without starting it.
import {
  entriesOf,
  formatPerson,
  type CommitToImport,
  type FileContent,
} from './fast-import-stream.ts';
import { readLooseObject, writeLooseObject } from './loose-objects.ts';

/** The shas, in order; no ref is moved. Null: something about them is for git to judge. */
export function writeCommits(
  gitDir: string,
  commits: readonly CommitToImport[],
): readonly string[] | null {
  if (!commits.every(isPlain)) return null;
  const tips = new Map<string, string>();
  const shas: string[] = [];
  for (const commit of commits) {
    const tip = tips.get(commit.ref);
    const parents = commit.parents ?? (tip === undefined ? [] : [tip]);
    const trees = parents.map((parent) => treeOf(gitDir, parent));
    const [first = null] = trees;
    if (trees.includes(null)) return null;
    const tree = emptyTree(commit.replaceTree ? null : first);
    for (const [path, content] of entriesOf(commit.files)) {
      const names = Buffer.from(path).toString('latin1').split('/');
      if (!place(gitDir, tree, names, leafOf(gitDir, content))) return null;
    }
    const treeSha = writeTree(gitDir, tree);
    const sha = writeLooseObject(gitDir, 'commit', formatCommit(commit, treeSha, parents));
    tips.set(commit.ref, sha);
    shas.push(sha);
  }
  return shas;
}

/** Whether git could have nothing to say of its words and paths. */
function isPlain({ author, authorDate, committer, commitDate, files }: CommitToImport): boolean {
  const isPerson = [author, committer].every(
    ({ name, email }) => /^[^\s<>](?:[^<>\n\0]*[^\s<>])?$/.test(name) && /^[^\s<>]*$/.test(email),
  );
  const isTime = [authorDate, commitDate].every((date) => Number.isSafeInteger(date) && date >= 0);
  return isPerson && isTime && [...entriesOf(files)].every(isPlainFile);
}

function isPlainFile([path, content]: readonly [string | Buffer, FileContent]): boolean {
  const names = Buffer.from(path).toString('latin1').split('/');
  if (names.some((name) => /^(?:\.{0,2}|\.git)$/i.test(name) || name.includes('\0'))) return false;
  const isSubmodule = content !== null && typeof content === 'object' && 'submoduleAt' in content;
  return !isSubmodule || SHA.test(content.submoduleAt);
}

const SHA = /^[0-9a-f]{40}$/;

/** An entry of a tree, names as a character for each byte. */
interface Leaf {
  readonly mode: string;
  readonly sha: string;
}

interface Tree {
  /** What it was read from; null where something in it was changed. */
  sha: string | null;
  /** Null: not read yet. */
  entries: Map<string, Leaf | Tree> | null;
}

function emptyTree(sha: string | null): Tree {
  return { sha, entries: sha === null ? new Map() : null };
}

function isTree(entry: Leaf | Tree | undefined): entry is Tree {
  return entry !== undefined && 'entries' in entry;
}

/** The tree of a loose commit. */
function treeOf(gitDir: string, commit: string): string | null {
  const object = readLooseObject(gitDir, commit);
  if (object?.type !== 'commit') return null;
  return /^tree ([0-9a-f]{40})\n/.exec(object.content.toString('latin1'))?.[1] ?? null;
}

function leafOf(gitDir: string, content: FileContent): Leaf | null {
  if (content === null) return null;
  const blob = (bytes: string | Buffer): string => writeLooseObject(gitDir, 'blob', bytes);
  if (typeof content === 'string' || Buffer.isBuffer(content)) {
    return { mode: '100644', sha: blob(content) };
  }
  if ('executable' in content) return { mode: '100755', sha: blob(content.executable) };
  if ('symlinkTo' in content) return { mode: '120000', sha: blob(content.symlinkTo) };
  return { mode: '160000', sha: content.submoduleAt };
}

/** Puts a leaf where `names` lead, or removes what is there, and folders that are empty then. False: a tree is not loose. */
function place(gitDir: string, tree: Tree, names: readonly string[], leaf: Leaf | null): boolean {
  const [name = '', ...rest] = names;
  tree.entries ??= readTree(gitDir, tree.sha ?? '');
  if (tree.entries === null) return false;
  tree.sha = null;
  if (rest.length === 0) {
    if (leaf === null) tree.entries.delete(name);
    else tree.entries.set(name, leaf);
    return true;
  }
  const found = tree.entries.get(name);
  if (!isTree(found) && leaf === null) return true;
  const folder = isTree(found) ? found : emptyTree(null);
  tree.entries.set(name, folder);
  if (!place(gitDir, folder, rest, leaf)) return false;
  if (folder.entries?.size === 0) tree.entries.delete(name);
  return true;
}

// 100644 name\0<20 bytes>40000 folder\0<20 bytes>
function readTree(gitDir: string, sha: string): Map<string, Leaf | Tree> | null {
  const object = readLooseObject(gitDir, sha);
  if (object?.type !== 'tree') return null;
  const { content } = object;
  const entries = new Map<string, Leaf | Tree>();
  for (let at = 0; at < content.length;) {
    const end = content.indexOf(0, at);
    const [mode = '', ...name] = content.toString('latin1', at, end).split(' ');
    const oid = content.toString('hex', end + 1, end + 21);
    entries.set(name.join(' '), mode === '40000' ? emptyTree(oid) : { mode, sha: oid });
    at = end + 21;
  }
  return entries;
}

function writeTree(gitDir: string, tree: Tree): string {
  if (tree.sha !== null) return tree.sha;
  // A folder's name is sorted as if a slash followed it.
  const lines = [...(tree.entries ?? [])].map(([name, entry]) => {
    const mode = isTree(entry) ? '40000' : entry.mode;
    const sha = isTree(entry) ? writeTree(gitDir, entry) : entry.sha;
    const line = [Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.from(sha, 'hex')];
    return { key: isTree(entry) ? `${name}/` : name, line: Buffer.concat(line) };
  });
  lines.sort((a, b) => (a.key < b.key ? -1 : 1));
  return writeLooseObject(gitDir, 'tree', Buffer.concat(lines.map(({ line }) => line)));
}

function formatCommit(commit: CommitToImport, tree: string, parents: readonly string[]): Buffer {
  const { author, authorDate, committer, commitDate, message } = commit;
  const head = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${formatPerson(author)} ${authorDate} +0000`,
    `committer ${formatPerson(committer)} ${commitDate} +0000`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\n')}\n\n`), Buffer.from(message)]);
}
