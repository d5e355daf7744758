type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** As it stood in the address, with its "?"; empty when there was none. */
export function queryOf(query: Query): string {
  const terms = Object.entries(query).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): [string, string] => [name, each]),
  );
  return terms.length === 0 ? '' : `?${new URLSearchParams(terms).toString()}`;
}

/** What Next hands to a page; without its generated types, which are not there before the first build. */
export type SearchParams = Promise<Readonly<Record<string, string | string[] | undefined>>>;

export type PortParams = Promise<{ readonly port: string }>;
export type RebaseParams = Promise<{ readonly port: string; readonly release: string }>;
export type FileParams = Promise<{
  readonly port: string;
  readonly release: string;
  readonly path: readonly string[];
}>;
export type IncidentParams = Promise<{ readonly incident: string }>;
export type ConflictParams = Promise<{
  readonly port: string;
  readonly from: string;
  readonly onto: string;
  readonly path: readonly string[];
}>;
