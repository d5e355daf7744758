// Translates between the names of a fork's branches or tags and the releases they are for.
import { type GoRelease, parseGoRelease } from './go-release.ts';

const placeholder = '{release}';

/** A pattern names refs by one `{release}`, which stands for the release without its "go": "tamago{release}". */
export function isReleaseRefPattern(pattern: string): boolean {
  return pattern.split(placeholder).length === 2;
}

/**
 * The release that a branch or tag is for, or null when the pattern does not fit it.
 * `shortName` has no "refs/heads/" or "refs/tags/". Throws when the pattern is not one.
 */
export function matchReleaseRef(pattern: string, shortName: string): GoRelease | null {
  const [before, after] = patternParts(pattern);
  if (!shortName.startsWith(before) || !shortName.endsWith(after)) return null;
  return parseGoRelease(`go${shortName.slice(before.length, shortName.length - after.length)}`);
}

function patternParts(pattern: string): readonly [string, string] {
  const [before, after, ...more] = pattern.split(placeholder);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`A ref pattern needs exactly one ${placeholder}: ${JSON.stringify(pattern)}`);
  }
  return [before, after];
}
