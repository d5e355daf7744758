const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const disjunction = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** "a, b and c": https://tc39.es/ecma402/#listformat-objects */
export function listWithAnd(words: readonly string[]): string {
  return conjunction.format(words);
}

/** "a, b or c". */
export function listWithOr(words: readonly string[]): string {
  return disjunction.format(words);
}
