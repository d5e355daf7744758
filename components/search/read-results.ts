import type { SearchGroup } from './prepare-search.ts';

/** Asks for what the panel shows. Throws when there is no answer, or one that says so. */
export async function readResults(
  text: string,
  signal: AbortSignal,
): Promise<readonly SearchGroup[]> {
  const response = await fetch(`/search/results?q=${encodeURIComponent(text)}`, { signal });
  const body: unknown = await response.json();
  if (!response.ok || !isAnswer(body)) throw new Error('The search did not answer.');
  return body.groups;
}

/** The same program has made it: that it is an answer at all is what can be wrong. */
function isAnswer(body: unknown): body is { readonly groups: readonly SearchGroup[] } {
  return (
    typeof body === 'object' && body !== null && 'groups' in body && Array.isArray(body.groups)
  );
}
