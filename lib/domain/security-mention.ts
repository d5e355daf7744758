// Reads from a commit's message which CVEs it says it fixes, which it only names, and what it takes back.

export interface SecurityMention {
  /** Said outright: "Fixes CVE-2024-24787", "mitigate CVE-2020-0601". */
  readonly fixes: readonly string[];
  /** "For CVE-2022-1705" and "Updates CVE-2025-68121": a part of the fix, or work after it. Those in `fixes` are not here. */
  readonly worksOn: readonly string[];
  /** Among `fixes`, those in the first line: a fix that is worked over says so there. */
  readonly headlines: readonly string[];
  /** True for "Revert …", whatever it takes back. */
  readonly isRevert: boolean;
  /** Beginnings of shas, and "CL 736709", that a revert says it takes back. */
  readonly reverted: readonly string[];
  /** By what a revert may name this commit: its change on Gerrit, and the commit it was picked from. */
  readonly aliases: readonly string[];
}

const id = /\bCVE-\d{4}-\d{4,}\b/;
const idList = `${id.source}(?:(?:,| and|, and)\\s+${id.source})*`;
// Go asks for "Fixes #N" and "Updates #N" or "For #N" (https://go.dev/doc/contribute#ref_issues), and writes CVEs likewise.
const trailer = new RegExp(`^\\s*(fixes|updates?|for):?\\s+(${idList})[.,;]?\\s*$`, 'i');
const inProse = new RegExp(`\\b(?:fix(?:e[sd])?|fix for|mitigate[sd]?)\\s+(${idList})`, 'gi');
// "[release-branch.go1.18] ", once without its last bracket.
const branchMark = /^(?:\[[^\]\s]*\]?\s+)*/;

/**
 * A CVE named in any other way, as in a comparison or in the name of a test, is not mentioned for this purpose. In Go's
 * history from go1.13 to go1.26 these forms are all there are.
 */
export function readSecurityMention(message: string): SecurityMention {
  const lines = message.split('\n');
  const subject = (lines[0] ?? '').replace(branchMark, '');
  const fixes = new Set<string>();
  const worksOn = new Set<string>();
  for (const line of lines) {
    const [, verb, ids] = trailer.exec(line) ?? [];
    if (verb !== undefined && verb.toLowerCase() !== 'fixes') addAll(worksOn, ids);
    else if (verb !== undefined) addAll(fixes, ids);
    else for (const [, named] of line.matchAll(inProse)) addAll(fixes, named);
  }
  const isRevert = /^revert\b/i.test(subject);
  return {
    fixes: [...fixes],
    worksOn: [...worksOn].filter((cve) => !fixes.has(cve)),
    headlines: idsIn(subject).filter((cve) => fixes.has(cve)),
    isRevert,
    reverted: isRevert ? lines.filter((line) => /\breverts?\b/i.test(line)).flatMap(namesIn) : [],
    aliases: lines.flatMap((line) =>
      /^(?:Reviewed-on: |\(cherry picked from commit )/.test(line) ? namesIn(line) : [],
    ),
  };
}

function addAll(set: Set<string>, text: string | undefined): void {
  for (const cve of idsIn(text ?? '')) set.add(cve);
}

function idsIn(text: string): readonly string[] {
  return (text.toUpperCase().match(new RegExp(id.source, 'g')) ?? []).map(String);
}

/** "CL 736709 (commit bba2471)", "https://go.dev/cl/736709", "https://go-review.googlesource.com/c/go/+/736709". */
function namesIn(line: string): readonly string[] {
  const shas = line.match(/\b[0-9a-f]{7,64}\b/g) ?? [];
  const changes = [...line.matchAll(/\bCLs? (\d+)|\/cl\/+(?:c\/go\/\+\/)?(\d+)|\/\+\/(\d+)/gi)];
  return [
    ...shas.filter((sha) => /[a-f]/.test(sha)),
    ...changes.map(([, ...numbers]) => `CL ${numbers.find((number) => number !== undefined)}`),
  ];
}
