// Finds the build constraint in force in a source file (Go, assembly or C), by go/build's rules for file headers.
import {
  type BuildConstraint,
  joinConstraints,
  parseGoBuild,
  parsePlusBuild,
} from './build-constraint.ts';
import { headerLines } from './file-header.ts';

export type FileConstraint =
  | { readonly kind: 'none' }
  | { readonly kind: 'constraint'; readonly expr: BuildConstraint }
  | { readonly kind: 'malformed'; readonly reason: string };

/**
 * What shouldBuild in src/go/build/build.go makes of a file: a `//go:build` line among the comments before the first code
 * controls; without one, all `// +build` lines above the last blank line before anything that is not a `//` comment.
 * A `// +build` line that Go cannot read is ignored; a bad or second `//go:build` line is an error, so nothing is built.
 * Other errors of syntax, such as a comment without an end, are not looked for.
 */
export function readConstraints(source: string): FileConstraint {
  const header = readHeader(source);
  const [goBuild, secondGoBuild] = header.goBuild;
  if (secondGoBuild !== undefined) {
    return { kind: 'malformed', reason: 'multiple //go:build comments' };
  }
  if (goBuild !== undefined) return parseGoBuild(goBuild);
  const exprs = header.plusBuild
    .map(parsePlusBuild)
    .filter((parsed) => parsed.kind === 'constraint')
    .map((parsed) => parsed.expr);
  const expr = joinConstraints('and', exprs);
  return expr === null ? { kind: 'none' } : { kind: 'constraint', expr };
}

interface Header {
  /** Texts after `//go:build`. */
  readonly goBuild: readonly string[];
  /** Texts after `// +build` that a blank line follows in time. */
  readonly plusBuild: readonly string[];
}

function readHeader(source: string): Header {
  const goBuild: string[] = [];
  const plusBuild: string[] = [];
  let awaitingBlankLine: string[] = [];
  let isLeadingRun = true;

  for (const { text, startsInBlockComment } of headerLines(source)) {
    const line = text.trim();
    if (line === '' && isLeadingRun) {
      plusBuild.push(...awaitingBlankLine);
      awaitingBlankLine = [];
      continue;
    }
    if (!line.startsWith('//')) isLeadingRun = false;
    if (!startsInBlockComment) {
      const goBuildText = textAfter(line, /^\/\/go:build(?=\s|$)/);
      if (goBuildText !== null) goBuild.push(goBuildText);
      const plusBuildText = textAfter(line, /^\/\/\s*\+build(?=\s|$)/);
      if (isLeadingRun && plusBuildText !== null) awaitingBlankLine.push(plusBuildText);
    }
  }
  return { goBuild, plusBuild };
}

function textAfter(line: string, prefix: RegExp): string | null {
  const match = prefix.exec(line);
  return match ? line.slice(match[0].length).trim() : null;
}
