import { expect, test } from 'vitest';

import { type ChartPicture, composePicture, escapeXml, wrapWords } from './compose-picture.ts';

const style = { family: '"Inter", sans-serif', size: 12, weight: 400, colour: 'rgb(1, 2, 3)' };

const picture: ChartPicture = {
  title: 'Bell < & "Gong" both changed 12 lines of the files that they share with upstream',
  note: 'In lines.',
  legend: [
    { label: 'runtime', colour: 'rgb(4, 5, 6)', width: 10, height: 10 },
    { label: 'syscall', colour: 'rgb(7, 8, 9)', width: 10, height: 10 },
  ],
  source: 'Tidemark · tidemark.test/ports/bell?a=1&b=2',
  plot: {
    width: 400,
    height: 120,
    pieces: [
      {
        kind: 'drawing',
        x: 0,
        y: 0,
        width: 400,
        height: 100,
        viewBox: '0 0 400 100',
        content: '<g/>',
      },
      { kind: 'box', x: 1.234, y: 100, width: 20, height: 10, radius: 2, colour: 'rgb(1, 1, 1)' },
      { kind: 'text', x: 2, y: 110, width: 30, text: '1 < 2', style },
    ],
  },
  ground: 'rgb(255, 255, 255)',
  styles: { title: { ...style, size: 15, weight: 600 }, note: style, legend: style },
  fonts: ['@font-face{font-family:"Inter";src:url(data:font/woff2;base64,AA)}'],
};

const length = (text: string) => text.length;
const measure = (text: string) => text.length * 8;

test('title, note, legend, plot and source stand below each other, and nothing is cut off', () => {
  const { svg, width, height } = composePicture(picture, measure);
  const tops = [...svg.matchAll(/<g transform="translate\(24 (\d+)\)">/g)].map((at) =>
    Number(at[1]),
  );
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  expect(tops).toHaveLength(5);
  expect(width).toBe(400 + 48);
  expect(height).toBeGreaterThan((tops[3] ?? 0) + picture.plot.height);
  expect(svg).toContain(`viewBox="0 0 ${width} ${height}"`);
  expect(svg.match(/font-weight="600"/g)).toHaveLength(2);
});

test('what the page says is text in it, never markup', () => {
  const { svg } = composePicture(picture, measure);
  expect(svg).toContain('Bell &lt; &amp; &quot;Gong&quot;');
  expect(svg).toContain('1 &lt; 2');
  expect(svg).toContain('bell?a=1&amp;b=2');
  expect(escapeXml('a\u0000b\u0008c\uFFFEd\u{1F600}')).toBe('abcd\u{1F600}');
});

test('what is not there takes no room', () => {
  const bare = composePicture({ ...picture, legend: [], note: '' }, measure);
  expect(bare.svg.match(/<g transform/g)).toHaveLength(3);
  expect(bare.height).toBeLessThan(composePicture(picture, measure).height);
});

test('a legend that is wider than the plot goes on below', () => {
  expect(heightWith(1)).toBe(heightWith(3));
  expect(heightWith(4)).toBeGreaterThan(heightWith(3));
});

test('lines are as long as they can be, and a word that is longer stands alone', () => {
  expect(wrapWords('  one two  three four ', 9, length)).toEqual(['one two', 'three', 'four']);
  expect(wrapWords('a src/internal/runtime/sys b', 8, length)).toEqual([
    'a',
    'src/internal/runtime/sys',
    'b',
  ]);
  expect(wrapWords('', 8, length)).toEqual([]);
});

function heightWith(entries: number): number {
  const legend = Array.from({ length: entries }, (_, index) => ({
    label: `subsystem ${index}`,
    colour: 'rgb(0, 0, 0)',
    width: 10,
    height: 10,
  }));
  return composePicture({ ...picture, legend }, measure).height;
}
