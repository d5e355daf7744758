// Lets paths be classified that git can only show quoted, because their bytes are not UTF-8.

const quotedWithOctal = /^"(.*\\[0-3][0-7]{2}.*)"$/s;

/**
 * The text between the quotes of a path that git quoted, its escapes left as they are; any other path unchanged.
 * Directories and suffixes that are plain ASCII can be read from it: `"src/net/\377_test.go"` is under src/net.
 */
export function unquotedPath(path: string): string {
  return quotedWithOctal.exec(path)?.[1] ?? path;
}
