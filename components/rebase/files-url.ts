/** Of the files of a rebase that a choice leaves, e.g. "kind=removed". `base` is the address of its page, with or without a query. */
export function filesUrl(base: string, choice: string): string {
  return `${base}${base.includes('?') ? '&' : '?'}${choice}#files`;
}
