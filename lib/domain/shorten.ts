const most = 40;

/** What somebody asked for, to be quoted in a sentence: an address may be as long as it likes. */
export function shorten(text: string): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
