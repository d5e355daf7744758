// Reads the names of Go releases and puts them in one order, however a fork spells them.

export type ReleaseKind = 'beta' | 'rc' | 'first' | 'patch';

export interface GoRelease {
  /** As it was spelled: "go1.21" and "go1.21.0" stay apart here and meet in `releaseKey`. */
  readonly name: string;
  /** "go1.26"; "go1" for go1 and go1.0.x, as Go's own internal/gover has it. */
  readonly line: string;
  readonly kind: ReleaseKind;
  readonly major: number;
  readonly minor: number;
  /** 0 for a first release; null for a beta or rc of one. */
  readonly patch: number | null;
  /** Number of the beta or rc; null for a first or patch release. */
  readonly pre: number | null;
}

const number = '(0|[1-9][0-9]*)';
const releaseName = new RegExp(`^go1(?:\\.${number}(?:\\.${number})?(?:(beta|rc)${number})?)?$`);

// Far above anything released, and low enough for `releaseOrder` to fit 31 bits.
const maxMinor = 999;
const maxPatch = 999;
const maxPre = 99;

// Upstream's first release of a line has ".0" in its name from here on: https://go.dev/doc/toolchain#version
const firstLineWithPatchZero = 21;

/** The same few hundred names are read over and over; others are not kept for ever. */
const namesRead = new Map<string, GoRelease | null>();
const mostNames = 4096;

/**
 * The release that a name stands for, or null for any other name.
 *
 * Follows https://go.dev/doc/toolchain#version (src/internal/gover), with two differences. "go1.21" is the first release of
 * its line, not a language version, since forks name it so. And the few historical candidates of a patch release
 * (go1.8.5rc4) are read, as an rc with `patch` set that comes just before its patch release; gover refuses them.
 */
export function parseGoRelease(name: string): GoRelease | null {
  const before = namesRead.get(name);
  if (before !== undefined) return before;
  if (namesRead.size >= mostNames) namesRead.clear();
  const release = readGoRelease(name);
  namesRead.set(name, release);
  return release;
}

function readGoRelease(name: string): GoRelease | null {
  const match = releaseName.exec(name);
  if (!match) return null;
  const [, minorText = '0', patchText, preKind, preText] = match;
  const minor = Number(minorText);
  const patch = patchText === undefined ? null : Number(patchText);
  const pre = preText === undefined ? null : Number(preText);
  if (minor > maxMinor || (patch ?? 0) > maxPatch || (pre ?? 0) > maxPre) return null;
  // Neither has ever been tagged, and go1.26.0rc1 would be a second name of go1.26rc1.
  if (preKind !== undefined && (patch === 0 || (patch !== null && preKind === 'beta'))) return null;
  const common = { name, line: lineName(minor), major: 1, minor };
  if (preKind === 'beta' || preKind === 'rc') return { ...common, kind: preKind, patch, pre };
  return {
    ...common,
    kind: patch === null || patch === 0 ? 'first' : 'patch',
    patch: patch ?? 0,
    pre,
  };
}

function lineName(minor: number): string {
  return minor === 0 ? 'go1' : `go1.${minor}`;
}

/** A first or patch release: what users are told to run, unlike a beta or rc. */
export function isFullRelease(release: GoRelease): boolean {
  return release.kind === 'first' || release.kind === 'patch';
}

/** One name for each release, whichever way it was spelled: the name of upstream's tag. */
export function releaseKey(release: GoRelease): string {
  const { line, minor, kind, patch, pre } = release;
  if (kind === 'first') return minor >= firstLineWithPatchZero ? `${line}.0` : line;
  const stem = patch === null ? `go1.${minor}` : `go1.${minor}.${patch}`;
  return kind === 'patch' ? stem : `${stem}${kind}${pre}`;
}

export function isSameRelease(a: GoRelease, b: GoRelease): boolean {
  return releaseKey(a) === releaseKey(b);
}

/**
 * An integer below 2^31 that orders as `compareGoReleases` does, for storing and sorting elsewhere.
 * In decimal it reads as minor, patch, stage and number: go1.26rc2 is 26_000_202, go1.26.1 is 26_001_300.
 */
export function releaseOrder(release: GoRelease): number {
  const { minor, patch, kind, pre } = release;
  const stage = kind === 'beta' ? 100 : kind === 'rc' ? 200 : 300;
  return minor * 1_000_000 + (patch ?? 0) * 1_000 + stage + (pre ?? 0);
}

/** Negative when a comes before b, 0 when both are the same release: betas < rcs < first < patch releases, go1.9 < go1.10. */
export function compareGoReleases(a: GoRelease, b: GoRelease): number {
  return releaseOrder(a) - releaseOrder(b);
}

/** Orders names of lines ("go1.9" before "go1.10"). Throws when either is not one. */
export function compareLines(a: string, b: string): number {
  return minorOfLine(a) - minorOfLine(b);
}

/** Of every line that was ever compared, which are at most `maxMinor` + 1: pages compare the same few thousands of times. */
const minorOf = new Map<string, number>();

function minorOfLine(line: string): number {
  const known = minorOf.get(line);
  if (known !== undefined) return known;
  const release = parseGoRelease(line);
  if (release?.line !== line) throw new Error(`Not a release line: ${JSON.stringify(line)}`);
  minorOf.set(line, release.minor);
  return release.minor;
}

/** How many lines upstream supports: "until there are two newer major releases", https://go.dev/doc/devel/release#policy */
export const SUPPORTED_LINES = 2;

/** The lines that upstream supports once it has these releases, newest first: the two newest that have a first release. */
export function supportedLines(releases: readonly GoRelease[]): readonly string[] {
  const lines = new Set(
    releases.filter((release) => release.kind === 'first').map((release) => release.line),
  );
  return [...lines].sort((a, b) => compareLines(b, a)).slice(0, SUPPORTED_LINES);
}
