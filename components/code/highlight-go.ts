// Go, told apart into few kinds of words for the eye; a file in another language comes back as plain text.
import { createJavaScriptRegexEngine } from '@shikijs/engine-javascript';
import go from '@shikijs/langs/go';
import { codeToTokensBase, createShikiPrimitiveAsync } from '@shikijs/primitive';

import type { Slice } from '#lib/domain/conflict-reading.ts';

export type TokenKind = 'plain' | 'keyword' | 'string' | 'number' | 'comment' | 'name';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** The highlighter gives colours back; these stand for kinds, and the stylesheet has the colours of both themes. */
const kindOfColour: Readonly<Record<string, TokenKind>> = {
  '#000001': 'keyword',
  '#000002': 'string',
  '#000003': 'number',
  '#000004': 'comment',
  '#000005': 'name',
};

const theme = {
  name: 'kinds',
  type: 'light' as const,
  fg: '#000000',
  bg: '#ffffff',
  settings: [
    { scope: ['keyword', 'storage'], settings: { foreground: '#000001' } },
    { scope: ['keyword.operator'], settings: { foreground: '#000000' } },
    { scope: ['string', 'constant.character'], settings: { foreground: '#000002' } },
    {
      scope: ['constant.numeric', 'constant.language'],
      settings: { foreground: '#000003' },
    },
    { scope: ['comment', 'punctuation.definition.comment'], settings: { foreground: '#000004' } },
    {
      scope: ['entity.name.function', 'support.function', 'entity.name.type'],
      settings: { foreground: '#000005' },
    },
  ],
};

/** Longer lines are generated; they stay plain. */
const maxLineLength = 400;

let opened: ReturnType<typeof createShikiPrimitiveAsync> | undefined;

/** One list of tokens for each line; their texts joined are the line. */
export async function highlightSlice(
  { lines, opening }: Slice,
  isGo: boolean,
): Promise<readonly (readonly Token[])[]> {
  if (!isGo) return lines.map((text) => [{ kind: 'plain', text }]);
  opened ??= createShikiPrimitiveAsync({
    themes: [theme],
    langs: [go],
    engine: createJavaScriptRegexEngine(),
  });
  // A slice that begins inside a comment or a raw string is read on from there.
  const before = { code: [], comment: ['/*'], 'raw-string': ['`'] }[opening];
  // A carriage return would be taken for the end of a line.
  const code = [...before, ...lines].map((line) => line.replaceAll('\r', '\u240d')).join('\n');
  const tokens = codeToTokensBase(await opened, code, {
    lang: 'go',
    theme: theme.name,
    tokenizeMaxLineLength: maxLineLength,
    // Its own limit is half a second a line, which the very first line may need: the same text is to look the same.
    tokenizeTimeLimit: 0,
  });
  return lines.map((text, index) => {
    const found = tokens[index + before.length] ?? [];
    // Whatever the highlighter makes of a line, its text is shown whole.
    if (found.map(({ content }) => content).join('') !== text.replaceAll('\r', '\u240d')) {
      return [{ kind: 'plain', text }];
    }
    return found.map(({ content, color }) => ({
      kind: kindOfColour[color?.toLowerCase() ?? ''] ?? 'plain',
      text: content,
    }));
  });
}
