import { expect, test } from 'vitest';

import { toCsv } from './csv.ts';

test.each(['src/a\n=HYPERLINK(1)', 'src/a\r=1', 'a\r\nb', 'a,b', 'say "x"'])(
  '%j is one cell, as RFC 4180 has it',
  (path) => {
    const quoted = `"${path.replaceAll('"', '""')}"`;
    expect(toCsv([path], [['path', (each) => each]])).toBe(`path\r\n${quoted}\r\n`);
  },
);
