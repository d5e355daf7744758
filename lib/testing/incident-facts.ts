// One example of what each kind of incident says of itself, for tests that render it.
import type { AlertKind } from '#lib/domain/alert.ts';
import type { ConflictFact, ConflictFacts, IncidentFacts } from '#lib/domain/incident-facts.ts';

const port = {
  slug: 'tamago',
  name: 'TamaGo',
  fork: 'usbarmory/tamago-go',
  upstream: 'golang/go',
};

const sha = (digit: string): string => digit.repeat(40);

export const exampleConflict: ConflictFact = {
  path: 'src/runtime/proc.go',
  type: 'content',
  subsystem: 'runtime',
  hunks: 2,
  culprit: {
    sha: sha('c'),
    date: '2026-03-02T09:30:00.000Z',
    author: 'A. Gopher',
    subject: 'runtime: park more <quietly> & often',
    cl: 'https://go-review.googlesource.com/c/go/+/123456',
  },
  lastTime: { release: 'go1.26.0', handWork: 12 },
};

export const conflictFacts: ConflictFacts = {
  kind: 'forecast-conflict',
  port,
  line: 'go1.26',
  upstreamLine: 'go1.27',
  from: { release: 'go1.26.4', baseSha: sha('b'), headSha: sha('f') },
  target: { name: 'go1.27rc1', sha: sha('d'), kind: 'rc', date: '2026-06-12T17:00:00.000Z' },
  firstRelease: { date: '2026-08-01T00:00:00.000Z', isExpected: true },
  patchFiles: 367,
  conflicts: [
    exampleConflict,
    {
      path: 'src/net/sock_posix.go',
      type: 'modify/delete',
      subsystem: 'net',
      hunks: null,
      culprit: null,
      lastTime: null,
    },
    {
      path: 'src/os/exec.go',
      type: 'content',
      subsystem: 'os',
      hunks: 1,
      culprit: {
        sha: sha('e'),
        date: '2026-04-20T11:00:00.000Z',
        author: null,
        subject: null,
        cl: null,
      },
      lastTime: { release: 'go1.25.0', handWork: null },
    },
  ],
  muted: 1,
  added: ['src/os/exec.go'],
  gone: ['src/syscall/fs_js.go'],
};

export const exampleFacts: Readonly<Record<AlertKind, IncidentFacts>> = {
  'forecast-conflict': conflictFacts,
  behind: {
    kind: 'behind',
    port,
    line: 'go1.26',
    newestRebase: 'go1.26.2',
    notFollowed: [
      { name: 'go1.26.3', releasedAt: '2026-05-07T16:00:00.000Z' },
      { name: 'go1.26.4', releasedAt: null },
    ],
    days: 36,
  },
  'unfixed-cves': {
    kind: 'unfixed-cves',
    port,
    line: 'go1.26',
    newestRebase: 'go1.26.2',
    cves: [
      {
        id: 'CVE-2026-10001',
        release: 'go1.26.3',
        releasedAt: '2026-05-07T16:00:00.000Z',
        sha: sha('1'),
      },
      { id: 'CVE-2026-10002', release: 'go1.26.4', releasedAt: null, sha: sha('2') },
    ],
  },
  'line-abandoned': {
    kind: 'line-abandoned',
    port,
    line: 'go1.25',
    newestRebase: 'go1.25.6',
    notFollowed: [{ name: 'go1.25.7', releasedAt: '2026-03-30T16:00:00.000Z' }],
    days: 74,
  },
  'cannot-poll': {
    kind: 'cannot-poll',
    repository: 'usbarmory/tamago-go',
    since: '2026-06-12T15:10:00.000Z',
    reason: 'GitHub answered 502 three times; what was stored stays.',
  },
  'cannot-measure': {
    kind: 'cannot-measure',
    port: { slug: port.slug, name: port.name },
    since: '2026-06-12T15:10:00.000Z',
    reason: 'git ended with 128: the object directory is full.',
  },
};
