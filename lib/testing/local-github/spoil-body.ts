// Streams that spoil an answer on its way out: cut short, slowed down, or with a wrong byte in its pack.
import { setTimeout as sleep } from 'node:timers/promises';

type Bytes = AsyncIterable<Buffer>;

export async function* takeBytes(source: Bytes, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of source) {
    if (left > 0) yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}

export async function* slowDown(
  source: Bytes,
  bytesPerSecond: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const step = Math.max(1, Math.floor(bytesPerSecond / 20));
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += step) {
      const piece = chunk.subarray(at, at + step);
      await sleep((piece.length / bytesPerSecond) * 1000, undefined, { signal });
      yield piece;
    }
  }
}

/** Where in the pack the wrong byte goes: past its header of 12 bytes, inside the first object. */
const WRONG_BYTE_AT = 20;

/**
 * Flips a byte of the pack inside an answer to `fetch`, and leaves the packet lines around it whole,
 * so that nothing but the pack's own checksum can tell.
 * https://git-scm.com/docs/protocol-v2#_fetch
 */
export async function* corruptPack(source: Bytes): AsyncGenerator<Buffer> {
  // 000dpackfile\n2004\x01PACK…
  let held: Buffer = Buffer.alloc(0);
  let isInPack = false;
  let packBytes = 0;
  for await (const chunk of source) {
    held = Buffer.concat([held, chunk]);
    while (held.length >= 4) {
      const length = Number.parseInt(held.toString('latin1', 0, 4), 16);
      // Lengths below four are the marks between sections, which have no content.
      const end = Math.max(4, length);
      if (held.length < end) break;
      const line = Buffer.from(held.subarray(0, end));
      held = held.subarray(end);
      if (line.toString('latin1', 4) === 'packfile\n') {
        isInPack = true;
      } else if (isInPack && line[4] === 1) {
        const at = 5 + WRONG_BYTE_AT - packBytes;
        if (at >= 5 && at < line.length) line.writeUInt8(line.readUInt8(at) ^ 0xff, at);
        packBytes += line.length - 5;
      }
      yield line;
    }
  }
  yield held;
}
