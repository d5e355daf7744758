// Computes, from the stylesheet itself, that colours can be read and told apart in both themes, with any colour vision.
import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { CLASSES, SHADES } from './palette.ts';
import { contrast, type Rgb, worstDistance } from '#lib/testing/colour-vision.ts';

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;
const codeGrounds = ['ground', 'upstream-soft', 'upstream-strong', 'port-soft', 'port-strong'];
type Theme = (typeof themes)[number];

/** The value of a token as `--name: light-dark(#light, #dark)` has it. */
function token(name: string, theme: Theme): Rgb {
  const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  const hex = match?.[theme === 'light' ? 1 : 2];
  if (hex === undefined) throw new Error(`No token --${name}.`);
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}

describe.each(themes)('in the %s theme', (theme) => {
  test.each(['ink', 'muted'])('%s text keeps 7:1 on every ground', (text) => {
    for (const ground of ['ground', 'soft', 'float']) {
      expect(contrast(token(text, theme), token(ground, theme))).toBeGreaterThanOrEqual(7);
    }
  });

  test.each(['keyword', 'string', 'number', 'comment', 'name'])(
    '%s in code keeps 7:1 on every ground that code stands on',
    (word) => {
      const text = token(`code-${word}`, theme);
      for (const ground of codeGrounds) {
        expect(contrast(text, token(ground, theme))).toBeGreaterThanOrEqual(7);
      }
    },
  );

  test('what stands beside unchanged code keeps 7:1, and so does ink beside changed code', () => {
    for (const ground of codeGrounds) {
      const text = ground.endsWith('-strong') ? 'ink' : 'muted';
      expect(contrast(token(text, theme), token(ground, theme))).toBeGreaterThanOrEqual(7);
    }
  });

  test.each([
    'better',
    'worse',
    'unchanged',
    'edge',
    'focus',
    'class-1',
    'class-2',
    'class-3',
    'class-4',
    'class-other',
  ])('the mark %s keeps 3:1 on the ground', (mark) => {
    expect(contrast(token(mark, theme), token('ground', theme))).toBeGreaterThanOrEqual(3);
  });

  test('better and worse are told apart with any colour vision', () => {
    expect(worstDistance(token('better', theme), token('worse', theme))).toBeGreaterThan(20);
  });

  test('a number keeps 7:1 on its shade, and each shade has more contrast with the ground than the one before', () => {
    const contrasts = SHADES.map(({ fill, className }) => {
      const cell = new RegExp(`\\.${className} \\{\\s+background: (.+);\\s+color: (.+);`).exec(css);
      expect(cell?.[1]).toBe(fill);
      const shade = token(nameOf(fill), theme);
      const text = token(nameOf(cell?.[2] ?? ''), theme);
      expect(contrast(text, shade)).toBeGreaterThanOrEqual(7);
      return contrast(shade, token('ground', theme));
    });
    expect(contrasts).toEqual(contrasts.toSorted((a, b) => a - b));
    expect(new Set(contrasts).size).toBe(SHADES.length);
  });

  test('the four classes are told apart with any colour vision', () => {
    const classes = [1, 2, 3, 4].map((index) => token(`class-${index}`, theme));
    for (const [index, one] of classes.entries()) {
      for (const other of classes.slice(index + 1)) {
        expect(worstDistance(one, other)).toBeGreaterThan(17);
      }
    }
  });
});

/** "var(--heat-1)" → "heat-1". */
function nameOf(variable: string): string {
  return variable.slice('var(--'.length, -1);
}

test('every class has a colour of its own', () => {
  expect(new Set(CLASSES.map(({ colour }) => colour)).size).toBe(CLASSES.length);
  for (const { colour } of CLASSES) expect(css).toContain(`${colour.slice(4, -1)}: light-dark(`);
});
