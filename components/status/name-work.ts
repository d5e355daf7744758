const verbs: Readonly<Record<string, string>> = { fetch: 'Fetching', measure: 'Measuring' };

/** "fetch:golang/go" → "Fetching golang/go". */
export function nameWork(id: string): string {
  const [task = '', ...rest] = id.split(':');
  const verb = verbs[task];
  return verb === undefined || rest.length === 0 ? id : `${verb} ${rest.join(':')}`;
}
