// Decides which CVEs each release of a line fixes, from the messages of the commits between it and the release before.
import { readSecurityMention, type SecurityMention } from './security-mention.ts';

export interface CommitMessage {
  readonly sha: string;
  /** Committer date: when it landed. */
  readonly committedAt: Date;
  /** Whole, as git has it. */
  readonly message: string;
}

export interface FixingCommit {
  /** e.g. "CVE-2024-24787". */
  readonly cve: string;
  /** The first commit of the release that names it. */
  readonly sha: string;
  readonly committedAt: Date;
  readonly subject: string;
}

/** What is known, at some point of a line, of a CVE that a commit before it named. */
interface Standing {
  /** Whether a commit said outright that it fixes it. */
  readonly isOutright: boolean;
  /** The commits that named it, for a revert to be recognised. */
  readonly commits: readonly KnownCommit[];
}

interface KnownCommit {
  readonly sha: string;
  readonly aliases: readonly string[];
}

/**
 * For each release of one line, in release order, the fixes that it brings to somebody who has the release before. `commits`:
 * those the release has and the one before has not, every commit after its parents. The first release of a line that there
 * is brings none to anybody: nobody had the line before it.
 *
 * A CVE that an earlier release of the line fixed is not fixed again by a commit that names it once more (a branch that
 * takes in master brings the same fix twice; "For CVE-…" follows many a fix). It is when only "For" or "Updates" named it
 * so far, when the first line of the commit says that the fix is worked over, or when the earlier fix was reverted.
 */
export function decideReleaseFixes(
  releases: readonly { readonly name: string; readonly commits: readonly CommitMessage[] }[],
): ReadonlyMap<string, readonly FixingCommit[]> {
  const known = new Map<string, Standing>();
  const decided = new Map<string, readonly FixingCommit[]>();
  for (const { name, commits } of releases) decided.set(name, decideOne(commits, known));
  return decided;
}

function decideOne(
  commits: readonly CommitMessage[],
  known: Map<string, Standing>,
): readonly FixingCommit[] {
  const before = new Map(known);
  const fixes = new Map<string, FixingCommit>();
  for (const commit of commits) {
    const mention = readSecurityMention(commit.message);
    for (const cve of findReverted(mention, known)) {
      known.delete(cve);
      before.delete(cve);
      fixes.delete(cve);
    }
    // A revert that works on a CVE takes back what was done about it; one that fixes it is a fix.
    const named = mention.isRevert ? mention.fixes : [...mention.fixes, ...mention.worksOn];
    for (const cve of named) {
      const isOutright = mention.fixes.includes(cve);
      const earlier = before.get(cve);
      const isNews =
        earlier === undefined ||
        (isOutright && !earlier.isOutright) ||
        mention.headlines.includes(cve);
      if (isNews && !fixes.has(cve)) fixes.set(cve, toFix(cve, commit));
      known.set(
        cve,
        addCommit(known.get(cve), { ...commit, aliases: mention.aliases }, isOutright),
      );
    }
  }
  return [...fixes.values()].toSorted((a, b) => compareText(a.cve, b.cve));
}

function findReverted(
  { isRevert, worksOn, reverted }: SecurityMention,
  known: ReadonlyMap<string, Standing>,
): readonly string[] {
  if (!isRevert) return [];
  const byName = [...known].flatMap(([cve, { commits }]) =>
    commits.some((commit) => reverted.some((name) => isNamed(commit, name))) ? [cve] : [],
  );
  return [...worksOn, ...byName];
}

function isNamed({ sha, aliases }: KnownCommit, name: string): boolean {
  if (name.startsWith('CL ')) return aliases.includes(name);
  return [sha, ...aliases].some((known) => known.startsWith(name));
}

function addCommit(
  standing: Standing | undefined,
  { sha, aliases }: KnownCommit,
  isOutright: boolean,
): Standing {
  return {
    isOutright: isOutright || standing?.isOutright === true,
    commits: [...(standing?.commits ?? []), { sha, aliases }],
  };
}

function toFix(cve: string, { sha, committedAt, message }: CommitMessage): FixingCommit {
  return { cve, sha, committedAt, subject: message.split('\n')[0] ?? '' };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
