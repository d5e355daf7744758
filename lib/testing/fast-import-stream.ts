// One commit in the language of `git fast-import`, which takes any bytes as a path.
// https://git-scm.com/docs/git-fast-import

/** What a path becomes; null deletes it. A string or Buffer is the content of an ordinary file. */
export type FileContent =
  | string
  | Buffer
  | null
  | { readonly executable: string | Buffer }
  | { readonly symlinkTo: string | Buffer }
  | { readonly submoduleAt: string };

/** A Buffer is for a path that is not UTF-8. */
export type Files =
  | Readonly<Record<string, FileContent>>
  | Iterable<readonly [path: string | Buffer, content: FileContent]>;

export interface Person {
  readonly name: string;
  readonly email: string;
}

export interface CommitToImport {
  readonly ref: string;
  readonly mark: number;
  /** Null: what the ref holds so far in this stream. */
  readonly parents: readonly string[] | null;
  readonly files: Files;
  readonly replaceTree: boolean;
  readonly message: string | Buffer;
  readonly author: Person;
  /** Seconds since 1970. */
  readonly authorDate: number;
  readonly committer: Person;
  readonly commitDate: number;
}

/** git answers each commit with its sha on a line of its own. */
export function formatFastImport(commit: CommitToImport): Buffer {
  const { parents } = commit;
  const parts: Buffer[] = [];
  const write = (text: string): void => {
    parts.push(Buffer.from(text));
  };
  // A reset without `from` empties the ref, or its first commit would go on from what it held.
  if (parents?.length === 0) write(`reset ${commit.ref}\n\n`);
  write(`commit ${commit.ref}\nmark :${commit.mark}\n`);
  write(`author ${formatPerson(commit.author)} ${commit.authorDate} +0000\n`);
  write(`committer ${formatPerson(commit.committer)} ${commit.commitDate} +0000\n`);
  parts.push(formatBytes(commit.message));
  for (const [index, parent] of (parents ?? []).entries()) {
    write(`${index === 0 ? 'from' : 'merge'} ${parent}\n`);
  }
  if (commit.replaceTree) write('deleteall\n');
  for (const [path, content] of entriesOf(commit.files)) parts.push(formatFile(path, content));
  write(`\nget-mark :${commit.mark}\n`);
  return Buffer.concat(parts);
}

export function entriesOf(
  files: Files,
): Iterable<readonly [path: string | Buffer, content: FileContent]> {
  return isIterable(files) ? files : Object.entries(files);
}

function isIterable(
  files: Files,
): files is Iterable<readonly [path: string | Buffer, content: FileContent]> {
  return Symbol.iterator in files;
}

function formatFile(path: string | Buffer, content: FileContent): Buffer {
  const name = quotePath(path);
  if (content === null) return Buffer.from(`D ${name}\n`);
  if (typeof content === 'string' || Buffer.isBuffer(content)) {
    return formatInline('100644', name, content);
  }
  if ('executable' in content) return formatInline('100755', name, content.executable);
  if ('symlinkTo' in content) return formatInline('120000', name, content.symlinkTo);
  return Buffer.from(`M 160000 ${content.submoduleAt} ${name}\n`);
}

function formatInline(mode: string, name: string, content: string | Buffer): Buffer {
  return Buffer.concat([Buffer.from(`M ${mode} inline ${name}\n`), formatBytes(content)]);
}

function formatBytes(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

export function formatPerson({ name, email }: Person): string {
  return `${name} <${email}>`;
}

/** C quoting; every byte that is not plain goes as three octal digits. */
function quotePath(path: string | Buffer): string {
  const quoted = [...Buffer.from(path)].map((byte) => {
    const character = String.fromCharCode(byte);
    return /[\w./ -]/.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${quoted.join('')}"`;
}
