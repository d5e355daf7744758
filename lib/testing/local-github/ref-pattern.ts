// Which refs a repository shows: patterns are read as in a refspec, so `*` stands for any run of characters, slashes too.

export const DEFAULT_REF_PATTERNS: readonly string[] = ['refs/heads/*', 'refs/tags/*'];

/** True when git could have a ref of that spelling; a pattern outside refs/ is a mistake of whoever wrote it. */
export function isRefPattern(pattern: string): boolean {
  return /^refs\/\S/.test(pattern);
}

/** Ref names compare as bytes here (`latin1`), because git does not demand UTF-8 of them. */
export function createRefMatcher(patterns: readonly string[]): (name: string) => boolean {
  const expressions = patterns.map((pattern) => {
    const bytes = Buffer.from(pattern).toString('latin1');
    const parts = bytes.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`, 's');
  });
  return (name) => expressions.some((expression) => expression.test(name));
}
