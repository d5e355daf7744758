/** The head that "?revision=" asks for, the first of several as the API takes it. Null: the newest. */
export function chosenHead(revision: string | readonly string[] | undefined): string | null {
  return [revision ?? []].flat()[0] ?? null;
}
