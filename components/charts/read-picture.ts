// Reads a chart off the page as it is seen: its drawings with every colour resolved, and the text and boxes that are HTML.
import type { ChartPicture, PicturePiece, TextStyle } from './compose-picture.ts';

/** Set on the figure while it is read: what scrolls is whole, what sticks lies where it belongs. */
const readingClass = 'is-read-as-picture';

/** Things for the reader at the page only. */
const notDrawn = '.recharts-tooltip-wrapper, .recharts-tooltip-cursor, .not-in-picture';

/** Null: nothing is drawn yet. */
export async function readPicture(
  figure: HTMLElement,
  source: string,
): Promise<ChartPicture | null> {
  figure.classList.add(readingClass);
  const read = readFigure(figure);
  figure.classList.remove(readingClass);
  if (read === null) return null;
  return { ...read, source, fonts: await readFonts(read) };
}

type PictureWithoutFonts = Omit<ChartPicture, 'fonts' | 'source'>;

function readFigure(figure: HTMLElement): PictureWithoutFonts | null {
  const title = figure.querySelector<HTMLElement>('[data-picture="title"]');
  const note = figure.querySelector<HTMLElement>('[data-picture="note"]');
  const plot = figure.querySelector<HTMLElement>('[data-picture="plot"]');
  if (title === null || note === null || plot === null) return null;
  const pieces = readPieces(plot);
  if (pieces.length === 0) return null;
  const left = Math.min(...pieces.map(({ x }) => x));
  const noteStyle = textStyle(note);
  return {
    title: title.innerText,
    note: note.innerText,
    legend: [...figure.querySelectorAll<HTMLElement>('[data-legend]')].map(readLegendEntry),
    plot: {
      width: Math.max(...pieces.map(({ x, width }) => x + width)) - left,
      height: plot.getBoundingClientRect().height,
      pieces: pieces.map((piece) => ({ ...piece, x: piece.x - left })),
    },
    ground: getComputedStyle(document.body).backgroundColor,
    styles: {
      title: textStyle(title),
      note: noteStyle,
      legend: { ...noteStyle, size: noteStyle.size - 1 },
    },
  };
}

function readLegendEntry(entry: HTMLElement) {
  const mark = entry.querySelector('span');
  const box = mark?.getBoundingClientRect();
  return {
    label: entry.innerText,
    colour: mark === null ? 'none' : getComputedStyle(mark).backgroundColor,
    width: box?.width ?? 0,
    height: box?.height ?? 0,
  };
}

function readPieces(plot: HTMLElement): readonly PicturePiece[] {
  const origin = plot.getBoundingClientRect();
  const place = (box: DOMRect) => ({
    x: box.left - origin.left,
    y: box.top - origin.top,
    width: box.width,
  });
  const ground = getComputedStyle(document.body).backgroundColor;
  const boxes: PicturePiece[] = [];
  const drawings: PicturePiece[] = [];
  const texts: PicturePiece[] = [];
  const walker = document.createTreeWalker(
    plot,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => (isSeen(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT),
  );
  while (walker.nextNode() !== null) {
    const node = walker.currentNode;
    if (node instanceof SVGSVGElement) {
      if (node.ownerSVGElement !== null) continue;
      const box = node.getBoundingClientRect();
      drawings.push({
        kind: 'drawing',
        ...place(box),
        height: box.height,
        viewBox: node.getAttribute('viewBox') ?? `0 0 ${box.width} ${box.height}`,
        content: serialiseResolved(node),
      });
    } else if (node instanceof HTMLElement) {
      const style = getComputedStyle(node);
      const colour = style.backgroundColor;
      if (colour === ground || /^rgba\(.*, 0\)$|^transparent$/.test(colour)) continue;
      const box = node.getBoundingClientRect();
      boxes.push({
        kind: 'box',
        ...place(box),
        height: box.height,
        radius: parseFloat(style.borderTopLeftRadius) || 0,
        colour,
      });
    } else if (node instanceof Text && node.parentElement !== null) {
      if (node.parentElement.closest('svg') !== null || node.data.trim() === '') continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      const { x, y } = place(box);
      const style = textStyle(node.parentElement);
      // The middle of the line is that of the letters, whose capitals are about 0.72 of the size.
      const baseline = y + box.height / 2 + style.size * 0.36;
      texts.push({ kind: 'text', x, y: baseline, width: box.width, text: node.data.trim(), style });
    }
  }
  return [...boxes, ...drawings, ...texts];
}

function isSeen(node: Node): boolean {
  if (!(node instanceof Element)) return true;
  if (node.matches(notDrawn) || node.matches('.sr-only')) return false;
  const { display, visibility } = getComputedStyle(node);
  return display !== 'none' && visibility !== 'hidden';
}

function textStyle(element: Element): TextStyle {
  const { fontFamily, fontSize, fontWeight, color } = getComputedStyle(element);
  return {
    family: fontFamily,
    size: parseFloat(fontSize),
    weight: Number(fontWeight),
    colour: color,
  };
}

/** Those that a child has from its parent unless it says otherwise. */
const inherited = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

const dropped: ReadonlySet<string> = new Set([
  ...inherited,
  'opacity',
  'class',
  'style',
  'role',
  'tabindex',
  'id',
  'name',
]);

/** What is in an SVG, with each property that its stylesheets give it written out as it is now. */
function serialiseResolved(svg: SVGSVGElement): string {
  const serialiser = new XMLSerializer();
  const root = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  copyResolved(svg, root, null);
  for (const child of svg.children) {
    const copy = copyTree(child, getComputedStyle(svg));
    if (copy !== null) root.append(copy);
  }
  return serialiser.serializeToString(root);
}

function copyTree(element: Element, parent: CSSStyleDeclaration): Element | null {
  // A title would show as a tooltip; what is defined only to cut others off is not needed in a box of its own.
  if (['title', 'desc', 'defs'].includes(element.localName) || !isSeen(element)) return null;
  const copy = document.createElementNS('http://www.w3.org/2000/svg', element.localName);
  for (const { name, value } of element.attributes) {
    const isKept = !dropped.has(name) && !/^(?:aria-|data-|clip-path|xmlns)/.test(name);
    if (isKept && !value.includes('var(')) copy.setAttribute(name, value);
  }
  copyResolved(element, copy, parent);
  const own = getComputedStyle(element);
  for (const child of element.childNodes) {
    if (child instanceof Text) copy.append(child.data);
    else if (child instanceof Element) {
      const inner = copyTree(child, own);
      if (inner !== null) copy.append(inner);
    }
  }
  const isEmptyGroup = copy.localName === 'g' && copy.childNodes.length === 0;
  return isEmptyGroup ? null : copy;
}

function copyResolved(from: Element, to: Element, parent: CSSStyleDeclaration | null): void {
  const style = getComputedStyle(from);
  for (const name of inherited) {
    const value = style.getPropertyValue(name);
    if (value !== '' && value !== parent?.getPropertyValue(name)) to.setAttribute(name, value);
  }
  if (style.opacity !== '1') to.setAttribute('opacity', style.opacity);
}

/** The page's own fonts that the picture uses, as rules that carry them: a picture has no page to fetch them for it. */
async function readFonts({ styles, plot }: PictureWithoutFonts): Promise<readonly string[]> {
  const used = [
    ...Object.values(styles).map(({ family }) => family),
    ...plot.pieces.map((piece) =>
      piece.kind === 'text' ? piece.style.family : piece.kind === 'drawing' ? piece.content : '',
    ),
  ].join();
  const faces = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href })))
    .flatMap(({ rule, base }) => {
      if (!(rule instanceof CSSFontFaceRule)) return [];
      const family = rule.style.getPropertyValue('font-family');
      const url = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
      if (url === undefined || !used.includes(family.replaceAll(/['"]/g, ''))) return [];
      const weight = rule.style.getPropertyValue('font-weight');
      return [{ family, weight, url: new URL(url, base ?? document.baseURI) }];
    });
  return Promise.all(
    faces.map(async ({ family, weight, url }) => {
      const font = await (await fetch(url)).blob();
      return `@font-face{font-family:${family};font-weight:${weight};src:url(${await readAsDataUrl(font)}) format("woff2")}`;
    }),
  );
}

function readAsDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('loadend', () => {
      if (typeof reader.result === 'string') resolve(reader.result);
      else reject(new Error('A font could not be read.', { cause: reader.error }));
    });
    reader.readAsDataURL(blob);
  });
}
