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

/** What a file system's refusal to write what git was to read comes to. */
export function writeError(args: readonly string[], cause: unknown): GitError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const failureKind = code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'failed';
  const stderr = cause instanceof Error ? `error: ${cause.message}` : '';
  return new GitError({ failureKind, args, exitCode: null, stderr, cause });
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

// git 2.39 prints these; each stands in its sources as a fixed string (http.c, remote-curl.c, connect.c, fetch-pack.c,
// index-pack.c, pkt-line.c, object-file.c, tree-walk.c). The first that fits decides.
const STDERR_KINDS: readonly (readonly [GitFailureKind, RegExp])[] = [
  ['disk-full', /No space left on device|Disk quota exceeded/],
  [
    'refused',
    /requested URL returned error|repository '.*' not found|Authentication failed|could not read (Username|Password)|remote error:|not our ref/,
  ],
  [
    'unreachable',
    /unable to access 'https?:|Could not resolve host|Connection (refused|reset|timed out)|RPC failed|the remote end hung up|unexpected disconnect|early EOF|protocol error|bad line length|expected flush|expected '[a-z-]+'|expected ACK\/NAK|error processing (acks|shallow info|wanted refs)|invalid server response|invalid index-pack|index-pack failed|did not send all necessary objects|couldn't find remote ref|info\/refs not valid: /,
  ],
  [
    'missing-object',
    /could not fetch [0-9a-f]+ from promisor remote|transport '.*' not allowed|missing (blob|tree|commit|tag) object|unable to (read|find) (tree |blob object )?[0-9a-f]{40}|bad (tree |commit |tag )?object [0-9a-f]{40}|Could not read [0-9a-f]{40}|not a tree object|Invalid (symmetric difference|revision range)|Not a valid object name/,
  ],
];

/** The failure that git's own words on standard error stand for. */
export function classifyStderr(stderr: string): GitFailureKind {
  // What the server reports about itself says nothing about our objects or our disk.
  const ours = stderr.replace(/^remote: .*$/gm, '');
  return STDERR_KINDS.find(([, pattern]) => pattern.test(ours))?.[0] ?? 'failed';
}

function lastLine(text: string): string {
  const lines = text.split(/[\r\n]+/).filter((line) => /^(fatal|error|remote): /.test(line));
  return (lines.at(-1) ?? '').replace(/^(fatal|error|remote): /, '').slice(0, 300);
}
