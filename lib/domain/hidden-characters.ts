// Makes characters visible that have no picture of their own, or that change how their neighbours are shown.
import { visibleText } from './visible-text.ts';

export interface TextPart {
  readonly text: string;
  /** "U+202E": what stands here is invisible, and `text` is a picture or a name for it. */
  readonly hidden: string | null;
}

/**
 * What `visibleText` replaces, but for the tab; and letters that look like nothing: fillers of Hangul and Khmer, and the
 * variation selectors beyond the first sixteen. See https://www.unicode.org/reports/tr36/ and https://trojansource.codes.
 */
const hiddenCharacter =
  /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|[\u115f\u1160\u3164\uffa0]|\p{Variation_Selector}(?<![\ufe00-\ufe0f])|\u034f|\u17b4|\u17b5/u;

/** The parts joined are the text as it is shown. */
export function revealHidden(text: string): readonly TextPart[] {
  if (!hiddenCharacter.test(text)) return [{ text, hidden: null }];
  const parts: TextPart[] = [];
  let plain = '';
  for (const character of text) {
    if (!hiddenCharacter.test(character)) {
      plain += character;
      continue;
    }
    if (plain !== '') parts.push({ text: plain, hidden: null });
    plain = '';
    const code = character.codePointAt(0) ?? 0;
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    const shown = visibleText(character);
    parts.push({ text: shown === character ? `⟨${name}⟩` : shown, hidden: name });
  }
  if (plain !== '') parts.push({ text: plain, hidden: null });
  return parts;
}
