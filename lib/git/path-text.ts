// How a path's bytes are written as text: as they are when they are UTF-8, else as git quotes them.

// A byte order mark at the start is part of the name like any other character.
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Git paths are bytes. Valid UTF-8 stays as it is; anything else becomes what `git diff` prints with core.quotePath on,
 * double quotes included (https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath).
 * A NUL cannot stand in a path, so the text is safe for Postgres.
 */
export function pathText(bytes: Buffer): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return `"${[...bytes].map(quoteByte).join('')}"`;
  }
}

const ESCAPES: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};

function quoteByte(byte: number): string {
  const escape = ESCAPES[byte];
  if (escape !== undefined) return escape;
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return `\\${byte.toString(8).padStart(3, '0')}`;
}
