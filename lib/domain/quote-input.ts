import { shorten } from './shorten.ts';

/** What somebody asked for, quoted as in JSON and cut; characters that nobody sees, or that turn text around, are spelled out. */
export function quoteInput(text: string): string {
  return JSON.stringify(shorten(text)).replaceAll(/\p{Cf}/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
