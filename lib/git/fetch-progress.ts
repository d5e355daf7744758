// Reads how far a fetch is from what git prints on standard error.

export interface FetchProgress {
  /** git's words: "Receiving objects", "Resolving deltas", … */
  readonly stage: string;
  readonly doneObjects: number;
  readonly totalObjects: number;
  /** Bytes received so far; null in stages that receive none. */
  readonly receivedBytes: number | null;
}

const UNITS: Readonly<Record<string, number>> = {
  bytes: 1,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/**
 * Lines end in CR while they grow:
 *   Receiving objects:  45% (123456/274321), 101.20 MiB | 12.30 MiB/s
 *   remote: Counting objects: 100% (5/5), done.
 */
export function createProgressReader(
  onProgress: (progress: FetchProgress) => void,
): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split(/[\r\n]/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const progress = parseProgress(line);
      if (progress) onProgress(progress);
    }
  };
}

function parseProgress(line: string): FetchProgress | null {
  const match =
    /^(?:remote: )?([A-Z][a-z]+ [a-z]+): +\d+% \((\d+)\/(\d+)\)(?:, ([\d.]+) (bytes|[KMG]iB))?/.exec(
      line,
    );
  if (!match) return null;
  const [, stage = '', done, total, amount, unit = ''] = match;
  return {
    stage,
    doneObjects: Number(done),
    totalObjects: Number(total),
    receivedBytes: amount === undefined ? null : Math.round(Number(amount) * (UNITS[unit] ?? 1)),
  };
}
