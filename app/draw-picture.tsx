// Draws the picture of a page, from its own fonts alone: once for each thing that it says.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ImageResponse } from 'next/og';

import { pictureSize } from '#components/share/picture-size.ts';
import type { Picture } from '#components/share/prepare-picture.ts';
import { SharePicture } from '#components/share/share-picture.tsx';

/** Sites ask for a picture when its address is pasted, and keep it. */
const cacheControl = 'public, max-age=300';

/** Drawing one takes far longer than sending it: those drawn last are kept. */
const mostKept = 64;
const kept = new Map<string, Promise<ArrayBuffer>>();

let fonts: ReturnType<typeof readFonts> | undefined;

export async function respondPicture(request: Request, picture: Picture): Promise<Response> {
  const key = createHash('sha256').update(JSON.stringify(picture)).digest('base64url').slice(0, 27);
  const headers = { ETag: `W/"${key}"`, 'Cache-Control': cacheControl };
  if (request.headers.get('If-None-Match') === headers.ETag) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(await drawOnce(key, picture), {
    headers: { ...headers, 'Content-Type': 'image/png' },
  });
}

function drawOnce(key: string, picture: Picture): Promise<ArrayBuffer> {
  const drawn = kept.get(key) ?? draw(picture);
  kept.delete(key);
  kept.set(key, drawn);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  drawn.catch(() => kept.delete(key));
  return drawn;
}

async function draw(picture: Picture): Promise<ArrayBuffer> {
  fonts ??= readFonts();
  const answer = new ImageResponse(<SharePicture {...drawable(picture)} />, {
    ...pictureSize,
    fonts: await fonts,
  });
  return answer.arrayBuffer();
}

/** The font has these alone, and for any other the library would ask the network. */
const undrawable = /[^\u0020-\u007e\u00a0-\u00ff\u2010-\u2026\u2212]/gu;

function drawable({ title, subtitle, statements, bars, caption }: Picture): Picture {
  return {
    title: plain(title),
    subtitle: plain(subtitle),
    statements: statements.map(({ label, text }) => ({ label: plain(label), text: plain(text) })),
    bars,
    caption: plain(caption),
  };
}

function plain(text: string): string {
  return text.replaceAll(undrawable, '?');
}

function readFonts() {
  return Promise.all(
    ([400, 600] as const).map(async (weight) => ({
      name: 'Inter',
      weight,
      style: 'normal' as const,
      // The library reads no woff2, which is all that the pages' own package holds.
      data: await readFile(
        join(
          process.cwd(),
          `node_modules/@fontsource/inter/files/inter-latin-${weight}-normal.woff`,
        ),
      ),
    })),
  );
}
