import type { PortMark } from './list-port-marks.ts';

interface Remembered<Value> {
  readonly mark: string;
  /** Undefined: there was nothing of that port. */
  readonly value: Promise<Value | undefined>;
}

/**
 * Remembers, in this process, what was read of each port for as long as its mark is the same. The function that it gives resolves with
 * what there is of all ports that have a mark, by the id of the port: as remembered, and by `read` of those whose mark is another; whoever asks while
 * that is under way waits for it. What is read may be newer than its mark, which was had before: it is then read once more.
 */
export function recallByMark<Value>(): (
  marks: readonly PortMark[],
  read: (portIds: readonly number[]) => Promise<ReadonlyMap<number, Value>>,
) => Promise<ReadonlyMap<number, Value>> {
  /** By the id of the port. */
  const remembered = new Map<number, Remembered<Value>>();
  return async (marks, read) => {
    const changed = marks.filter(({ portId, mark }) => remembered.get(portId)?.mark !== mark);
    if (changed.length > 0) {
      const reading = read(changed.map(({ portId }) => portId));
      for (const { portId, mark } of changed) {
        const entry = { mark, value: reading.then((values) => values.get(portId)) };
        remembered.set(portId, entry);
        // Whoever waits is told; whoever comes later tries again.
        entry.value.catch(() => {
          if (remembered.get(portId) === entry) remembered.delete(portId);
        });
      }
    }
    const values = await Promise.all(
      marks.map(async ({ portId }) => [portId, await remembered.get(portId)?.value] as const),
    );
    return new Map(
      values.flatMap(([portId, value]) => (value === undefined ? [] : [[portId, value]])),
    );
  };
}
