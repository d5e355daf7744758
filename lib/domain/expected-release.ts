// When the first release of a line came out, or is to be expected.
import { type GoRelease, parseGoRelease } from './go-release.ts';

const DAYS_OF_WEEK = 7;
const TUESDAY = 2;
const FEBRUARY = 1;
const AUGUST = 7;
// go1.14 came out in February 2020, go1.15 in August.
const MINOR_OF_2020 = 14;

/**
 * By Go's half-yearly cycle, "each February and August" (https://go.dev/wiki/Go-Release-Cycle): even lines in February, odd
 * ones in August, on the second Tuesday, as most were. Null: it is no line, or one from before that cycle.
 */
export function expectedFirstRelease(line: string): Date | null {
  const minor = parseGoRelease(line)?.minor ?? 0;
  if (minor < MINOR_OF_2020) return null;
  const isFebruary = minor % 2 === 0;
  const year = 2020 + Math.floor((minor - MINOR_OF_2020) / 2);
  const first = new Date(Date.UTC(year, isFebruary ? FEBRUARY : AUGUST, 1));
  const toTuesday = (TUESDAY - first.getUTCDay() + DAYS_OF_WEEK) % DAYS_OF_WEEK;
  first.setUTCDate(1 + toTuesday + DAYS_OF_WEEK);
  return first;
}

/** The date of the release, or the expected one while that lies after `now`. Null: nobody can say. */
export function firstReleaseOf(
  line: string,
  releases: readonly { readonly name: string; readonly releasedAt: Date | null }[],
  now: Date,
): { readonly date: Date; readonly isExpected: boolean } | null {
  const isFirst = (release: GoRelease | null) =>
    release !== null && release.line === line && release.kind === 'first';
  const released = releases.find(({ name }) => isFirst(parseGoRelease(name)));
  if (released) {
    return released.releasedAt === null ? null : { date: released.releasedAt, isExpected: false };
  }
  const date = expectedFirstRelease(line);
  return date === null || date <= now ? null : { date, isExpected: true };
}
