// Knows Go's platforms and which of them a file is built on, judged by its name and build constraint as go/build judges.
import {
  type BuildConstraint,
  constraintTags,
  evaluatePartly,
  joinConstraints,
} from './build-constraint.ts';
import { readConstraints } from './file-constraint.ts';
import { unquotedPath } from './quoted-path.ts';

export interface Platform {
  readonly goos: string;
  readonly goarch: string;
}

/** The names that a port brings along; upstream's lists need not have them. */
export interface PortPlatforms {
  readonly goos: readonly string[];
  readonly goarch: readonly string[];
}

/** Past, present and future GOOS values: KnownOS in upstream's src/internal/syslist, from which nothing is ever removed. */
export const KNOWN_GOOS: readonly string[] =
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(
    ' ',
  );

/** Past, present and future GOARCH values: KnownArch in upstream's src/internal/syslist. */
export const KNOWN_GOARCH: readonly string[] =
  '386 amd64 amd64p32 arm arm64 arm64be armbe loong64 mips mips64 mips64le mips64p32 mips64p32le mipsle ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  );

const unixGoos: ReadonlySet<string> = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris'.split(' '),
);
const impliedGoos: ReadonlyMap<string, string> = new Map([
  ['android', 'linux'],
  ['illumos', 'solaris'],
  ['ios', 'darwin'],
]);
const knownGoos: ReadonlySet<string> = new Set(KNOWN_GOOS);
const knownGoarch: ReadonlySet<string> = new Set(KNOWN_GOARCH);
const noPlatforms: PortPlatforms = { goos: [], goarch: [] };

/**
 * Whether a build for the platform by the standard compiler satisfies a tag, by matchTag in src/go/build/build.go.
 * Null: a tag that the platform does not settle, such as "cgo" or "race". The names of `port` count as platforms too.
 */
export function satisfiesTag(
  platform: Platform,
  tag: string,
  port: PortPlatforms = noPlatforms,
): boolean | null {
  const { goos, goarch } = platform;
  if (tag === goos || tag === goarch || tag === impliedGoos.get(goos)) return true;
  if (tag === 'unix') return unixGoos.has(goos);
  if (tag === 'gc' || /^go1\.[1-9][0-9]*$/.test(tag)) return true;
  return isGoos(tag, port) || isGoarch(tag, port) ? false : null;
}

function isGoos(name: string, port: PortPlatforms): boolean {
  return knownGoos.has(name) || port.goos.includes(name);
}

function isGoarch(name: string, port: PortPlatforms): boolean {
  return knownGoarch.has(name) || port.goarch.includes(name);
}

/** What a file's name says of the platform it is for, by goodOSArchFile in src/go/build/build.go; null: nothing. */
export function fileNamePlatform(
  fileName: string,
  port: PortPlatforms = noPlatforms,
): { readonly goos: string | null; readonly goarch: string | null } {
  const [stem = ''] = fileName.split('.', 1);
  // Whatever stands before the first "_" is a name, even "linux.go".
  const words = stem.split('_').slice(1);
  if (words.at(-1) === 'test') words.pop();
  const last = words.at(-1) ?? '';
  const lastButOne = words.at(-2) ?? '';
  if (isGoarch(last, port)) {
    return { goos: isGoos(lastButOne, port) ? lastButOne : null, goarch: last };
  }
  return { goos: isGoos(last, port) ? last : null, goarch: null };
}

// Files that go/build looks at; it passes by names that begin with "_" or ".".
const builtFile =
  /^[^_.].*\.(?:go|s|S|sx|c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|swig|swigcxx|syso)$/;

// Real files have up to three. Beyond this many, exact search is given up, so that no file can be made to take long.
const maxFreeTags = 8;

/**
 * Whether a file is built on at least one of the port's own platforms (its GOOS with any GOARCH, or its GOARCH with any
 * GOOS) and on no other pair of known names, whatever the tags are that no platform settles.
 * `source` null: not known; then, and where the constraint is malformed, the name alone decides.
 * A file that the go command never builds is on no platform, so the answer is no.
 */
export function buildsOnlyOnPort({
  path,
  source,
  port,
}: {
  readonly path: string;
  readonly source: string | null;
  readonly port: PortPlatforms;
}): boolean {
  const fileName = unquotedPath(path).split('/').at(-1) ?? '';
  if (!builtFile.test(fileName)) return false;
  const expr = constraintOfFile(fileName, source, port);
  if (expr === null) return false;

  const tags = constraintTags(expr);
  let isBuiltOnPort = false;
  for (const { platform, isOwn } of distinctPlatforms(tags, port)) {
    const isBuilt = canBeTrue(expr, tags, (tag) => satisfiesTag(platform, tag, port));
    if (isBuilt && !isOwn) return false;
    isBuiltOnPort ||= isBuilt;
  }
  return isBuiltOnPort;
}

function constraintOfFile(
  fileName: string,
  source: string | null,
  port: PortPlatforms,
): BuildConstraint | null {
  const { goos, goarch } = fileNamePlatform(fileName, port);
  const exprs: BuildConstraint[] = [goos, goarch]
    .filter((name) => name !== null)
    .map((tag) => ({ kind: 'tag', tag }));
  const inFile = source === null ? null : readConstraints(source);
  if (inFile?.kind === 'constraint') exprs.push(inFile.expr);
  return joinConstraints('and', exprs);
}

/** One platform of each sort that these tags can tell apart: a handful, where trying every known pair would be hundreds. */
function* distinctPlatforms(
  tags: readonly string[],
  port: PortPlatforms,
): Generator<{ readonly platform: Platform; readonly isOwn: boolean }> {
  const allGoos = distinctNames([...KNOWN_GOOS, ...port.goos], port.goos, (goos) =>
    tags.map((tag) => satisfiesTag({ goos, goarch: '' }, tag, port)),
  );
  const allGoarch = distinctNames([...KNOWN_GOARCH, ...port.goarch], port.goarch, (goarch) =>
    tags.map((tag) => satisfiesTag({ goos: '', goarch }, tag, port)),
  );
  for (const goos of allGoos) {
    for (const goarch of allGoarch) {
      yield {
        platform: { goos: goos.name, goarch: goarch.name },
        isOwn: goos.isOwn || goarch.isOwn,
      };
    }
  }
}

function distinctNames(
  names: readonly string[],
  ownNames: readonly string[],
  answers: (name: string) => readonly (boolean | null)[],
): readonly { readonly name: string; readonly isOwn: boolean }[] {
  const bySignature = new Map<string, { name: string; isOwn: boolean }>();
  for (const name of names) {
    const isOwn = ownNames.includes(name);
    bySignature.set(`${isOwn} ${answers(name).join()}`, { name, isOwn });
  }
  return [...bySignature.values()];
}

/** Whether some values of the tags that are null make the constraint true; taken for granted where they are too many to try. */
function canBeTrue(
  expr: BuildConstraint,
  tags: readonly string[],
  tagValue: (tag: string) => boolean | null,
): boolean {
  const free = tags.filter((tag) => tagValue(tag) === null);
  if (free.length > maxFreeTags) return evaluatePartly(expr, tagValue) !== false;
  const chosen = new Map<string, boolean>();
  const search = (next: number): boolean => {
    const value = evaluatePartly(expr, (tag) => tagValue(tag) ?? chosen.get(tag) ?? null);
    const tag = free[next];
    if (value !== null || tag === undefined) return value === true;
    const isFound = [true, false].some((choice) => {
      chosen.set(tag, choice);
      return search(next + 1);
    });
    chosen.delete(tag);
    return isFound;
  };
  return search(0);
}
