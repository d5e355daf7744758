/** What a worker once read from the mirror, for pages that show it. */
export type StoredReading<T> =
  | { readonly kind: 'read'; readonly reading: T }
  /** A sentence. */
  | { readonly kind: 'failed'; readonly failure: string; readonly at: Date }
  /** Never, or by a version of the program that read it otherwise. */
  | { readonly kind: 'unread' };

export function toStoredReading<T>(
  row: {
    readonly reading: unknown;
    readonly failure: string | null;
    readonly readAt: Date;
    readonly readingVersion: number;
  } | null,
  version: number,
  parse: (reading: unknown) => T,
): StoredReading<T> {
  if (row === null || row.readingVersion !== version) return { kind: 'unread' };
  if (row.failure !== null) return { kind: 'failed', failure: row.failure, at: row.readAt };
  return { kind: 'read', reading: parse(row.reading) };
}
