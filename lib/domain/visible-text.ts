// Makes text that strangers wrote fit to stand in one line of anything: nothing in it moves a cursor, turns the reading
// direction, hides, or breaks the line, and what would is shown instead.

/** Other characters that cannot be seen, or that end a line: format characters, lone surrogates, private use. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** "\n" → "␊", U+202E → "⟨U+202E⟩". */
export function visibleText(text: string): string {
  return text.replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '␡';
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

/** Visible, and at most `most` characters: the end is cut. */
export function cutText(text: string, most: number): string {
  const characters = shown(text, most);
  return characters.length <= most
    ? characters.join('')
    : `${characters.slice(0, most - 1).join('')}…`;
}

/** Visible, and at most `most` characters: the middle is cut, since both ends of a path tell something. */
export function cutPath(path: string, most: number): string {
  const all = Array.from(visibleText(path));
  if (all.length <= most) return all.join('');
  const head = Math.floor((most - 1) / 2);
  return `${all.slice(0, head).join('')}…${all.slice(all.length - (most - 1 - head)).join('')}`;
}

/** No more of it than can be needed: a subject may be a megabyte long. */
function shown(text: string, most: number): readonly string[] {
  return Array.from(visibleText(text.slice(0, 2 * most + 2)));
}
