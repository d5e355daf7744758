// Names files of upstream that merge cleanly and that a port may have to touch all the same, by rules that are scored on the past.
import { assertNever } from './assert-never.ts';
import { constraintTags, type BuildConstraint } from './build-constraint.ts';
import { readConstraints } from './file-constraint.ts';
import { KNOWN_GOARCH, KNOWN_GOOS, type PortPlatforms } from './platform.ts';
import { unquotedPath } from './quoted-path.ts';

export const SILENT_RISK_RULES = [
  {
    id: 'platform-list',
    label: 'platform list',
    meaning:
      'Upstream added a file of a list of platforms (zgoos_*, zgoarch_*, syslist.go, zosarch.go) in which the port has to stand too.',
  },
  {
    id: 'platform-names',
    label: 'names of platforms in code',
    meaning: 'Upstream added a Go file whose code names at least two of js, wasip1 and plan9.',
  },
  {
    id: 'constraint',
    label: 'build constraint',
    meaning:
      'Upstream added a Go file whose build constraint names js, wasip1 or plan9 together with other platforms, or excludes one of them.',
  },
] as const;

export type SilentRiskRule = (typeof SILENT_RISK_RULES)[number]['id'];

/** A file that upstream's target has and the rebase's base has not. */
export interface AddedFile {
  readonly path: string;
  /** Its text. Null: not known, then only its name is judged. */
  readonly source: string | null;
}

/** Systems of upstream without most of what Unix has; ports outside the tree tend to stand beside them. */
const ODD_SYSTEMS: readonly string[] = ['js', 'wasip1', 'plan9'];

/** Whether a path can be a silent risk at all: under src, and no test. */
export function canBeSilentRisk(path: string): boolean {
  const plain = unquotedPath(path);
  if (!plain.startsWith('src/') || plain.endsWith('_test.go')) return false;
  return !plain.split('/').slice(0, -1).includes('testdata');
}

/** The rules that name the file, in the order of SILENT_RISK_RULES; for most files none. */
export function silentRiskRules(file: AddedFile, port: PortPlatforms): readonly SilentRiskRule[] {
  const path = unquotedPath(file.path);
  if (!canBeSilentRisk(file.path) || !path.endsWith('.go')) return [];
  const { source } = file;
  const fits: Record<SilentRiskRule, boolean> = {
    'platform-list': isPlatformList(path, port),
    'platform-names': source !== null && namesSystemsInCode(source),
    constraint: source !== null && isSharedByConstraint(path, source),
  };
  return SILENT_RISK_RULES.map(({ id }) => id).filter((id) => fits[id]);
}

/** One file for each GOOS or GOARCH concerns a port that brings one of its own. */
function isPlatformList(path: string, { goos, goarch }: PortPlatforms): boolean {
  const name = path.split('/').at(-1) ?? '';
  if (/^zgoos_.*\.go$/.test(name)) return goos.length > 0;
  if (/^zgoarch_.*\.go$/.test(name)) return goarch.length > 0;
  return name === 'syslist.go' || name === 'zosarch.go';
}

function namesSystemsInCode(source: string): boolean {
  return ODD_SYSTEMS.filter((name) => source.includes(`"${name}"`)).length >= 2;
}

function isSharedByConstraint(path: string, source: string): boolean {
  const found = readConstraints(source);
  if (found.kind !== 'constraint') return false;
  const tags = constraintTags(found.expr);
  if (!tags.some(isOddSystem)) return false;
  // A package for one system alone, such as golang.org/x/sys/plan9.
  if (path.split('/').slice(0, -1).some(isOddSystem)) return false;
  return tags.filter(isPlatformName).length > 1 || isNegatedIn(found.expr);
}

function isOddSystem(name: string): boolean {
  return ODD_SYSTEMS.includes(name);
}

function isPlatformName(tag: string): boolean {
  return tag === 'unix' || KNOWN_GOOS.includes(tag) || KNOWN_GOARCH.includes(tag);
}

/** Whether a `!` stands before a part that names one of the odd systems. */
function isNegatedIn(expr: BuildConstraint): boolean {
  switch (expr.kind) {
    case 'tag':
      return false;
    case 'not':
      return constraintTags(expr.operand).some(isOddSystem);
    case 'and':
    case 'or':
      return isNegatedIn(expr.left) || isNegatedIn(expr.right);
    default:
      return assertNever(expr);
  }
}

/** A file that is named, and by which rule. */
export interface SilentRisk {
  readonly path: string;
  readonly rule: SilentRiskRule;
}

export interface RuleScore {
  readonly rule: SilentRiskRule;
  readonly hit: number;
  /** Named in vain. */
  readonly false: number;
}

export interface SilentRiskScore {
  /** Paths that people had to touch though they had merged cleanly. */
  readonly actual: number;
  readonly hit: number;
  /** Such paths that no rule had named; sorted. */
  readonly missed: readonly string[];
  /** Paths named in vain; sorted. */
  readonly false: readonly string[];
  /** Each rule by itself, in the order of SILENT_RISK_RULES; a path may count for several. */
  readonly rules: readonly RuleScore[];
}

export function scoreSilentRisks(
  named: readonly SilentRisk[],
  touched: readonly string[],
): SilentRiskScore {
  const actual = new Set(touched);
  const paths = new Set(named.map(({ path }) => path));
  const isHit = (path: string): boolean => actual.has(path);
  return {
    actual: actual.size,
    hit: [...paths].filter(isHit).length,
    missed: [...actual].filter((path) => !paths.has(path)).sort(),
    false: [...paths].filter((path) => !isHit(path)).sort(),
    rules: SILENT_RISK_RULES.map(({ id }) => {
      const own = new Set(named.filter(({ rule }) => rule === id).map(({ path }) => path));
      const hit = [...own].filter(isHit).length;
      return { rule: id, hit, false: own.size - hit };
    }),
  };
}

/** In go1.18 upstream moved all of zgoos_*.go to another folder: one event, which a score is also given without. */
export function isOfGoosMove(release: string, path: string): boolean {
  return release === 'go1.18' && /^src\/internal\/goos\/zgoos_[^/]*\.go$/.test(path);
}

export function isSilentRiskRule(value: string): value is SilentRiskRule {
  return SILENT_RISK_RULES.some(({ id }) => id === value);
}
