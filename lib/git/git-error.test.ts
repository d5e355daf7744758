import { describe, expect, it } from 'vitest';
import { classifyStderr, GitError, writeError, type GitFailureKind } from './git-error.ts';

const OID = 'd00491fd7e5bb6fa28c517a0bb32b8b506539d4d';
const URL = 'https://github.com/usbarmory/tamago-go.git/';

/** As git 2.39.5 prints them, most seen against a real server or store, the last lines of each. */
const RECORDED: readonly (readonly [GitFailureKind, string])[] = [
  ['refused', `fatal: unable to access '${URL}': The requested URL returned error: 429`],
  ['refused', `remote: Repository not found.\nfatal: repository '${URL}' not found`],
  ['refused', `fatal: Authentication failed for '${URL}'`],
  ['refused', "fatal: could not read Username for 'https://github.com': terminal prompts disabled"],
  [
    'refused',
    "fatal: could not read Password for 'https://x@github.com': No such device or address",
  ],
  [
    'refused',
    "error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502\nfatal: expected 'packfile'",
  ],
  ['refused', `fatal: remote error: upload-pack: not our ref ${OID}`],
  ['refused', 'fatal: remote error: access denied or repository not exported: /o/n'],
  ['unreachable', `fatal: unable to access '${URL}': Could not resolve host: github.com`],
  ['unreachable', `fatal: unable to access '${URL}': Empty reply from server`],
  [
    'unreachable',
    `fatal: unable to access '${URL}': SSL certificate problem: certificate has expired`,
  ],
  [
    'unreachable',
    'error: RPC failed; curl 18 transfer closed with outstanding read data remaining\nfatal: the remote end hung up unexpectedly',
  ],
  ['unreachable', 'fatal: expected flush after ref listing'],
  ['unreachable', "fatal: expected 'packfile'"],
  ['unreachable', "fatal: expected 'acknowledgments'"],
  ['unreachable', 'fatal: error processing acks: 2'],
  [
    'unreachable',
    'fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF\nfatal: index-pack failed',
  ],
  [
    'unreachable',
    'error: 9 bytes of body are still expected\nfatal: protocol error: bad pack header',
  ],
  ['unreachable', 'fatal: remote-curl: bad line length character: <htm'],
  ['unreachable', `fatal: ${URL}info/refs not valid: is this a git repository?`],
  ['unreachable', "fatal: couldn't find remote ref refs/heads/master"],
  [
    'unreachable',
    'error: inflate: data stream error (invalid code lengths set)\nfatal: pack has bad object at offset 12: inflate returned -3\nfatal: index-pack failed',
  ],
  ['unreachable', `fatal: bad object ${OID}\nerror: ${URL} did not send all necessary objects`],
  ['unreachable', `remote: fatal: bad object ${OID}\nfatal: early EOF\nfatal: index-pack failed`],
  ['missing-object', `fatal: unable to read ${OID}`],
  ['missing-object', `fatal: unable to read tree ${OID}`],
  [
    'missing-object',
    `error: Could not read ${OID}\nfatal: Failed to traverse parents of commit ${OID}`,
  ],
  ['missing-object', `fatal: bad object ${OID}`],
  ['missing-object', `fatal: bad tree object ${OID}`],
  ['missing-object', `fatal: missing blob object '${OID}'`],
  ['missing-object', `fatal: could not fetch ${OID} from promisor remote`],
  ['missing-object', "fatal: transport 'https' not allowed"],
  ['missing-object', 'fatal: not a tree object'],
  ['missing-object', `fatal: Invalid symmetric difference expression ${OID}...${OID}`],
  [
    'disk-full',
    'fatal: write error: No space left on device\nfatal: fetch-pack: invalid index-pack output',
  ],
  ['disk-full', 'fatal: sha1 file write error: Disk quota exceeded'],
  [
    'failed',
    "error: cannot lock ref 'refs/src/o/n/heads/a': Unable to create '/m/x.lock': File exists.",
  ],
  [
    'failed',
    "warning: unable to access '/root/.gitconfig': Permission denied\nfatal: bad revision 'x'",
  ],
  ['failed', 'remote: fatal: write error: No space left on device\nfatal: something else'],
  ['failed', ''],
];

describe('classifyStderr', () => {
  it.each(RECORDED)('calls it %s: %s', (failureKind, stderr) => {
    expect(classifyStderr(`${stderr}\n`)).toBe(failureKind);
  });

  it('is not misled by the progress that comes before', () => {
    const progress = 'remote: Counting objects:  33% (1/3)        \rremote: Compressing objects\r';
    expect(classifyStderr(`${progress}fatal: unable to read ${OID}`)).toBe('missing-object');
  });
});

function failed(failureKind: GitFailureKind, stderr: string): GitError {
  return new GitError({ failureKind, args: ['fetch', '--atomic'], exitCode: 128, stderr });
}

describe('what cannot be written', () => {
  it.each([
    ['ENOSPC', 'disk-full', true],
    ['EDQUOT', 'disk-full', true],
    ['EACCES', 'failed', false],
  ] as const)('for %s is %s', (code, failureKind, retryable) => {
    const cause = Object.assign(new Error(`${code}: write`), { code });
    const error = writeError(['diff-tree'], cause);
    expect(error).toMatchObject({ failureKind, retryable, exitCode: null, cause });
    expect(error.message).toContain(`${code}: write`);
  });
});

describe('GitError', () => {
  it('says in one sentence what was tried and what git said last', () => {
    const stderr = 'remote: Too many\nerror: one\nfatal: two\nReceiving objects: 1%\rmore\n';
    expect(failed('unreachable', stderr).message).toBe(
      'git fetch could not reach the server, or the answer broke off: two',
    );
    expect(failed('timed-out', '').message).toBe('git fetch took too long and was stopped');
    expect(failed('failed', `fatal: ${'x'.repeat(9999)}`).message.length).toBeLessThan(400);
  });

  it.each([
    ['The requested URL returned error: 429', 429],
    ['error: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502', 502],
    ['fatal: early EOF', null],
  ])('knows the HTTP status of %j', (stderr, httpStatus) => {
    expect(failed('refused', stderr).httpStatus).toBe(httpStatus);
  });

  it.each([
    ['refused', true],
    ['unreachable', true],
    ['timed-out', true],
    ['disk-full', true],
    ['missing-object', true],
    ['aborted', true],
    ['failed', false],
    ['too-much-output', false],
    ['not-started', false],
  ] as const)('is worth trying again or not: %s', (failureKind, retryable) => {
    expect(failed(failureKind, '').retryable).toBe(retryable);
  });
});
