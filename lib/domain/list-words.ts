const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const disjunction = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** "a, b and c": https://tc39.es/ecma402/#listformat-objects */
export function listWithAnd(words: readonly string[]): string {
  return conjunction.format(words);
}

/** The same of no more than `most`: "a, b and 3 others". */
export function listSome(words: readonly string[], most: number): string {
  if (words.length <= most) return listWithAnd(words);
  const said = words.slice(0, most - 1);
  return listWithAnd([...said, `${words.length - said.length} others`]);
}

/** "a, b or c". */
export function listWithOr(words: readonly string[]): string {
  return disjunction.format(words);
}
