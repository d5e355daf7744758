/** The id of a row that was created just before. Throws where there is none, which cannot be. */
export function idOf<Key>(ids: ReadonlyMap<Key, number>, key: Key): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error('Each row that was created has its id.');
  return id;
}
