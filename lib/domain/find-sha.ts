/** As git shows one: no fewer digits, and in capitals as well. */
export function isShaOrPart(text: string): boolean {
  return /^[\da-f]{7,40}$/i.test(text);
}

/**
 * The one of `shas` that `wanted` names, whole or abbreviated, as git takes it: as few digits as mean one, but no fewer than git shows.
 * Undefined: it is none, or means several. Any text is safe.
 */
export function findSha(shas: readonly string[], wanted: string): string | undefined {
  if (!isShaOrPart(wanted)) return undefined;
  const [sha, ...others] = new Set(shas.filter((each) => each.startsWith(wanted.toLowerCase())));
  return others.length === 0 ? sha : undefined;
}
