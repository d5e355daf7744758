// Puts a chart and all that is said around it into one SVG that stands alone: title, note, legend, plot and where it is from.
import { assertNever } from '#lib/domain/assert-never.ts';
import { escapeHtml } from '#lib/domain/escape-html.js';

/** Of text and boxes, measured from the top left of the plot. */
interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface TextStyle {
  readonly family: string;
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
}

export type PicturePiece =
  | (Placed & {
      readonly kind: 'box';
      readonly height: number;
      readonly radius: number;
      readonly colour: string;
    })
  /** `y` is its baseline. */
  | (Placed & { readonly kind: 'text'; readonly text: string; readonly style: TextStyle })
  /** `content` is SVG, drawn for `viewBox`. */
  | (Placed & {
      readonly kind: 'drawing';
      readonly height: number;
      readonly viewBox: string;
      readonly content: string;
    });

export interface PictureLegendEntry {
  readonly label: string;
  readonly colour: string;
  readonly width: number;
  readonly height: number;
}

export interface ChartPicture {
  readonly title: string;
  readonly note: string;
  readonly legend: readonly PictureLegendEntry[];
  /** Where it is from. */
  readonly source: string;
  readonly plot: {
    readonly width: number;
    readonly height: number;
    readonly pieces: readonly PicturePiece[];
  };
  readonly ground: string;
  readonly styles: {
    readonly title: TextStyle;
    readonly note: TextStyle;
    readonly legend: TextStyle;
  };
  /** `@font-face` rules that carry their fonts. */
  readonly fonts: readonly string[];
}

/** How wide a text is, in pixels. */
export type MeasureText = (text: string, style: TextStyle) => number;

export interface ComposedPicture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const padding = 24;
const gaps = { legendMark: 6, legendEntry: 16, plot: 16 };
const leastWidth = 320;

export function composePicture(picture: ChartPicture, measure: MeasureText): ComposedPicture {
  const { plot, styles, ground } = picture;
  const inner = Math.max(leastWidth, Math.ceil(plot.width));
  const blocks = [
    wrapped(picture.title, styles.title, { inner, measure }),
    wrapped(picture.note, styles.note, { inner, measure }),
    legendBlock(picture.legend, styles.legend, { inner, measure }),
    {
      content: plot.pieces.map(drawPiece).join(''),
      height: Math.ceil(plot.height),
      above: gaps.plot,
    },
    wrapped(picture.source, styles.legend, { inner, measure }, gaps.plot),
  ].filter(({ height }) => height > 0);
  let y = padding;
  const drawn = blocks.map(({ content, height, above }) => {
    const top = y + above;
    y = top + height;
    return `<g transform="translate(${padding} ${top})">${content}</g>`;
  });
  const width = inner + 2 * padding;
  const height = y + padding;
  const fonts = picture.fonts.length === 0 ? '' : `<style>${picture.fonts.join('')}</style>`;
  return {
    width,
    height,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${fonts}<title>${escapeXml(picture.title)}</title><rect width="${width}" height="${height}" fill="${escapeXml(ground)}"/>${drawn.join('')}</svg>\n`,
  };
}

interface Room {
  readonly inner: number;
  readonly measure: MeasureText;
}

interface Block {
  readonly content: string;
  readonly height: number;
  /** Room above it. */
  readonly above: number;
}

function wrapped(text: string, style: TextStyle, room: Room, above = 4): Block {
  const step = Math.round(style.size * 1.4);
  const lines = wrapWords(text, room.inner, (part) => room.measure(part, style));
  return {
    content: lines
      .map((line, index) => drawText(line, style, 0, step * index + style.size))
      .join(''),
    height: step * lines.length,
    above,
  };
}

function legendBlock(
  entries: readonly PictureLegendEntry[],
  style: TextStyle,
  { inner, measure }: Room,
): Block {
  const step = Math.round(style.size * 1.6);
  let x = 0;
  let row = 0;
  const drawn = entries.map(({ label, colour, width, height }) => {
    const taken = width + gaps.legendMark + measure(label, style);
    if (x > 0 && x + taken > inner) {
      x = 0;
      row += 1;
    }
    const middle = row * step + style.size * 0.65;
    const mark = `<rect x="${round(x)}" y="${round(middle - height / 2)}" width="${width}" height="${height}" fill="${escapeXml(colour)}"/>`;
    const text = drawText(label, style, x + width + gaps.legendMark, row * step + style.size);
    x += taken + gaps.legendEntry;
    return mark + text;
  });
  return {
    content: drawn.join(''),
    height: entries.length === 0 ? 0 : step * (row + 1),
    above: 10,
  };
}

function drawPiece(piece: PicturePiece): string {
  const at = `x="${round(piece.x)}" y="${round(piece.y)}"`;
  switch (piece.kind) {
    case 'text':
      return drawText(piece.text, piece.style, piece.x, piece.y);
    case 'box':
      return `<rect ${at} width="${round(piece.width)}" height="${round(piece.height)}" rx="${piece.radius}" fill="${escapeXml(piece.colour)}"/>`;
    case 'drawing':
      return `<svg ${at} width="${round(piece.width)}" height="${round(piece.height)}" viewBox="${escapeXml(piece.viewBox)}">${piece.content}</svg>`;
    default:
      return assertNever(piece);
  }
}

function drawText(text: string, style: TextStyle, x: number, y: number): string {
  const { family, size, weight, colour } = style;
  return `<text x="${round(x)}" y="${round(y)}" font-family="${escapeXml(family)}" font-size="${size}" font-weight="${weight}" fill="${escapeXml(colour)}">${escapeXml(text)}</text>`;
}

/** Lines no wider than `width`; a word that is wider stands alone. */
export function wrapWords(
  text: string,
  width: number,
  measure: (text: string) => number,
): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Also without the characters that XML 1.0 has no way to write. */
export function escapeXml(text: string): string {
  return escapeHtml(text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
