// Finds processes of this machine by what they were started with, to see that none is left behind.
import { readFileSync, readdirSync } from 'node:fs';

export interface FoundProcess {
  readonly pid: number;
  /** Its arguments, with spaces between them. */
  readonly commandLine: string;
}

/** Those that have `text` in their arguments or in their environment. Zombies, which have neither, are not among them. */
export function findProcesses(text: string): readonly FoundProcess[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      const commandLine = readProcessFile(entry, 'cmdline');
      const isFound = `${commandLine} ${readProcessFile(entry, 'environ')}`.includes(text);
      return isFound ? [{ pid: Number(entry), commandLine }] : [];
    });
}

function readProcessFile(entry: string, name: 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${entry}/${name}`, 'latin1').replaceAll('\0', ' ');
  } catch {
    // It ended while we looked, or is somebody else's.
    return '';
  }
}

/** Looks again and again until there is an answer that is not null; throws when there is none in time. */
export async function waitFor<T>(look: () => T | null, timeoutMs = 10_000): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const found = look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Nothing was found in ${timeoutMs} ms.`);
}
