/** Of a term of an address that is said more than once the first. Null: it is not said, or says nothing. */
export function firstSaid(value: string | readonly string[] | undefined): string | null {
  const [said = ''] = [value ?? []].flat();
  return said === '' ? null : said;
}
