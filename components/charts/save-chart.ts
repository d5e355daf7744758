// Hands a chart to the reader as a file; loaded when it is asked for.
import {
  type ComposedPicture,
  composePicture,
  type MeasureText,
  type TextStyle,
} from './compose-picture.ts';
import { readPicture } from './read-picture.ts';

const pngScale = 2;
/** Of a side, in pixels: no browser draws less. */
const mostPixels = 16_384;

/** False: the chart is not drawn yet. */
export async function saveChart(
  figure: HTMLElement | null,
  { file, format }: { readonly file: string; readonly format: 'svg' | 'png' },
): Promise<boolean> {
  const source = `Tidemark · ${location.host}${location.pathname}${location.search}`;
  const picture = figure === null ? null : await readPicture(figure, source);
  if (picture === null) return false;
  const composed = composePicture(picture, measureText());
  const blob =
    format === 'svg'
      ? new Blob([composed.svg], { type: 'image/svg+xml' })
      : await drawPng(composed);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${file}.${format}`;
  link.click();
  URL.revokeObjectURL(link.href);
  return true;
}

async function drawPng({ svg, width, height }: ComposedPicture): Promise<Blob> {
  const image = new Image();
  // The page's policy lets no other form of it in.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  const scale = Math.min(pngScale, mostPixels / Math.max(width, height));
  canvas.width = Math.floor(width * scale);
  canvas.height = Math.floor(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('The browser made no picture.'));
      else resolve(blob);
    }, 'image/png');
  });
}

function measureText(): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  return (text: string, { family, size, weight }: TextStyle) => {
    if (context === null) return text.length * size * 0.6;
    context.font = `${weight} ${size}px ${family}`;
    return context.measureText(text).width;
  };
}
