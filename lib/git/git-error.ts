// Every way in which running git can fail, named so that a caller can decide without reading git's text.

/**
 * - `failed`: git exited with a code that the caller did not expect
 * - `timed-out`, `too-much-output`, `aborted`: we ended it
 * - `missing-object`: the mirror lacks an object that git needed
 * - `disk-full`: no space left
 * - `refused`: the server answered, and said no (HTTP status in `httpStatus`)
 * - `unreachable`: no answer, or one that broke off
 * - `not-started`: git could not be run at all
 */
export type GitFailureKind =
  | 'failed'
  | 'timed-out'
  | 'too-much-output'
  | 'aborted'
  | 'missing-object'
  | 'disk-full'
  | 'refused'
  | 'unreachable'
  | 'not-started';

export class GitError extends Error {
  override readonly name = 'GitError';
  readonly failureKind: GitFailureKind;
  readonly args: readonly string[];
  readonly exitCode: number | null;
  readonly stderr: string;
  readonly httpStatus: number | null;

  constructor(init: {
    readonly failureKind: GitFailureKind;
    readonly args: readonly string[];
    readonly exitCode: number | null;
    readonly stderr: string;
    readonly sentence?: string;
    readonly cause?: unknown;
  }) {
    const what = `git ${init.args[0] ?? ''}`.trim();
    const detail = lastLine(init.stderr);
    super(init.sentence ?? `${what} ${ENDINGS[init.failureKind]}${detail && `: ${detail}`}`, {
      cause: init.cause,
    });
    this.failureKind = init.failureKind;
    this.args = init.args;
    this.exitCode = init.exitCode;
    this.stderr = init.stderr;
    const status = /requested URL returned error: (\d{3})/.exec(init.stderr)?.[1];
    this.httpStatus = status === undefined ? null : Number(status);
  }

  /** True when the same run may succeed later with nothing changed on our side. */
  get retryable(): boolean {
    return RETRYABLE.has(this.failureKind);
  }
}

const RETRYABLE: ReadonlySet<GitFailureKind> = new Set([
  'timed-out',
  'unreachable',
  'refused',
  'disk-full',
  'missing-object',
  'aborted',
]);

const ENDINGS: Record<GitFailureKind, string> = {
  failed: 'failed',
  'timed-out': 'took too long and was stopped',
  'too-much-output': 'printed more than it may and was stopped',
  aborted: 'was stopped',
  'missing-object': 'needs an object that the mirror lacks',
  'disk-full': 'found no space left on the disk',
  refused: 'was refused by the server',
  unreachable: 'could not reach the server, or the answer broke off',
  'not-started': 'could not be started',
};

// git 2.39 prints these; each stands in its sources as a fixed string (http.c, remote-curl.c, pkt-line.c, object-file.c).
const STDERR_KINDS: readonly (readonly [RegExp, GitFailureKind])[] = [
  [/No space left on device/, 'disk-full'],
  [
    /could not fetch [0-9a-f]+ from promisor remote|missing blob|unable to read [0-9a-f]{40}|bad object|unable to find [0-9a-f]{40}|transport '.*' not allowed/,
    'missing-object',
  ],
  [
    /requested URL returned error|repository '.*' not found|Authentication failed|could not read Username/,
    'refused',
  ],
  [
    /unable to access|early EOF|the remote end hung up|RPC failed|fetch-pack: invalid index-pack|Could not resolve host|unexpected disconnect|Connection (refused|reset|timed out)|index-pack failed|not valid: is this a git repository|invalid server response|protocol error|expected flush/,
    'unreachable',
  ],
];

/** The failure that git's own words on standard error stand for. */
export function classifyStderr(stderr: string): GitFailureKind {
  return STDERR_KINDS.find(([pattern]) => pattern.test(stderr))?.[1] ?? 'failed';
}

function lastLine(text: string): string {
  const lines = text.split(/[\r\n]+/).filter((line) => /^(fatal|error|remote): /.test(line));
  return (lines.at(-1) ?? '').replace(/^(fatal|error|remote): /, '').slice(0, 300);
}
