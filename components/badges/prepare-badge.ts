// Decides what a badge says of a port: a few words that name their release, and never a number for what is not measured.
import type { Next } from '#components/port/prepare-next.ts';
import type { Verdict } from '#components/port/prepare-verdict.ts';
import { formatLag } from '#components/ui/format-date.ts';
import { assertNever } from '#lib/domain/assert-never.ts';
import type { PortStanding } from '#lib/domain/port-standing.ts';

export const BADGES = ['burden', 'lag', 'forecast'] as const;

export type BadgeName = (typeof BADGES)[number];

export interface Badge {
  readonly label: BadgeName;
  readonly message: string;
  /** Of the message's ground; white text keeps 4.5:1 on each, so a badge reads on any page. */
  readonly colour: string;
}

/** What a port's page says at its head. */
export interface PortAtAGlance {
  readonly standing: PortStanding;
  /** Of the rebase by which the port is judged. Null: a date of it is not known. */
  readonly lagDays: number | null;
  readonly verdict: Verdict;
  /** Null: nothing ahead has been rehearsed. */
  readonly next: Next | null;
}

export const badgeColours = {
  label: '#3b4350',
  /** Neither good nor bad, or not known. */
  plain: '#5c6673',
  better: '#0072b2',
  worse: '#b34f00',
} as const;

const notMeasured = { message: 'not measured', colour: badgeColours.plain };

export function prepareBadge(name: BadgeName, glance: PortAtAGlance): Badge {
  switch (name) {
    case 'burden':
      return { label: name, ...describeBurden(glance) };
    case 'lag':
      return { label: name, ...describeLag(glance) };
    case 'forecast':
      return { label: name, ...describeForecast(glance) };
    default:
      return assertNever(name);
  }
}

type Said = Omit<Badge, 'label'>;

function describeBurden({ verdict: { release, burden } }: PortAtAGlance): Said {
  return release === null
    ? notMeasured
    : { message: `${burden.title} at ${release}`, colour: badgeColours.plain };
}

function describeLag({ standing, lagDays }: PortAtAGlance): Said {
  const { state, newest, lines } = standing;
  if (state === 'unmeasured' || newest === null) return notMeasured;
  if (state !== 'current') {
    const line = lines.find(({ newestRebase }) => newestRebase === newest);
    const [first] = line?.releasesNotFollowed ?? [];
    const days = line?.daysNotFollowed ?? null;
    const gap =
      first === undefined
        ? ` at ${newest}`
        : `: ${first} not followed${days === null ? '' : ` for ${formatLag(days)}`}`;
    return { message: `${state}${gap}`, colour: badgeColours.worse };
  }
  if (lagDays === null) return notMeasured;
  const when = lagDays < 0 ? 'before' : 'after';
  const message =
    lagDays === 0 ? `same day as ${newest}` : `${formatLag(Math.abs(lagDays))} ${when} ${newest}`;
  return { message, colour: badgeColours.better };
}

function describeForecast({ next }: PortAtAGlance): Said {
  if (next === null) return notMeasured;
  const { outcome, name, title } = next;
  return {
    message: `${name}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    colour:
      outcome === 'clean'
        ? badgeColours.better
        : outcome === 'conflict'
          ? badgeColours.worse
          : badgeColours.plain,
  };
}
