import { expect, test, vi } from 'vitest';

import type { Picture } from '#components/share/prepare-picture.ts';

import { respondPicture } from './draw-picture.tsx';

const picture: Picture = {
  title: 'Lumen 漢字 🚀',
  subtitle: 'Go on Lumen',
  statements: [{ label: 'Now', text: 'Current with go1.22.1' }],
  bars: [
    { share: 0.5, isMarked: false },
    { share: null, isMarked: false },
    { share: 1, isMarked: true },
  ],
  caption: 'lines',
};

test('a picture is drawn without the network, once, and not sent twice', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch');
  const request = new Request('https://tidemark.test/og.png');
  const first = await respondPicture(request, picture);
  const bytes = Buffer.from(await first.arrayBuffer());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  const held = { 'If-None-Match': first.headers.get('ETag') ?? '' };
  const again = await respondPicture(new Request(request, { headers: held }), picture);
  expect(again.status).toBe(304);
  const other = await respondPicture(request, { ...picture, title: 'Other' });
  expect(other.headers.get('ETag')).not.toBe(first.headers.get('ETag'));
  // Its own code is an address that holds it; any other would be on the network.
  const asked = fetched.mock.calls.map(([address]) => new Request(address).url.slice(0, 5));
  expect(asked.filter((scheme) => scheme !== 'data:')).toEqual([]);
  fetched.mockRestore();
});
