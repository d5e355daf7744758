// Walks the header of a source file: the comments and blank lines before its first code, as go/build delimits them.

export interface HeaderLine {
  readonly text: string;
  /** Inside a block comment that an earlier line began. */
  readonly startsInBlockComment: boolean;
}

/** The lines up to and with the first that holds code; works for Go, assembly and C alike. */
export function* headerLines(source: string): Generator<HeaderLine> {
  let startsInBlockComment = false;
  for (const text of lines(source)) {
    yield { text, startsInBlockComment };
    const end = endOfComments(text, startsInBlockComment);
    if (end === 'code') return;
    startsInBlockComment = end === 'in block comment';
  }
}

function* lines(source: string): Generator<string> {
  // Go drops a byte order mark, and a file may be large while its header is not.
  let start = source.startsWith('\uFEFF') ? 1 : 0;
  while (start < source.length) {
    const newline = source.indexOf('\n', start);
    const end = newline < 0 ? source.length : newline;
    yield source.slice(start, end);
    start = end + 1;
  }
}

/** What stands at the end of a line that begins inside or outside a block comment: code, if it has any. */
function endOfComments(
  line: string,
  startsInBlockComment: boolean,
): 'code' | 'in block comment' | 'outside' {
  let position = 0;
  let isInBlockComment = startsInBlockComment;
  for (;;) {
    if (isInBlockComment) {
      const close = line.indexOf('*/', position);
      if (close < 0) return 'in block comment';
      position = close + 2;
      isInBlockComment = false;
      continue;
    }
    while (position < line.length && /\s/.test(line.charAt(position))) position += 1;
    if (position >= line.length || line.startsWith('//', position)) return 'outside';
    if (!line.startsWith('/*', position)) return 'code';
    position += 2;
    isInBlockComment = true;
  }
}
