// Decides what the picture of a page says: its title, three statements, and a bar for each rebase.
import type { PortAtAGlance } from '#components/badges/prepare-badge.ts';
import { prepareRebaseVerdict } from '#components/rebase/prepare-rebase-verdict.ts';
import { formatCount, formatPlural } from '#components/ui/format-count.ts';
import { capitalize } from '#lib/domain/capitalize.ts';
import type { PortSummary } from '#lib/domain/port-summary.ts';
import type { PortView } from '#lib/domain/port-view.ts';
import type { RebaseView } from '#lib/domain/rebase-view.ts';
import { churnOf } from '#lib/domain/sum-transition.ts';

export interface Picture {
  readonly title: string;
  readonly subtitle: string;
  readonly statements: readonly { readonly label: string; readonly text: string }[];
  /** Touched lines, in release order. Empty: there is no chart. */
  readonly bars: readonly PictureBar[];
  /** What the bars are. */
  readonly caption: string;
}

export interface PictureBar {
  /** Share of the highest, from 0 to 1. Null: not measured. */
  readonly share: number | null;
  /** The one that the picture is about. */
  readonly isMarked: boolean;
}

/** `ports` as the overview has them, those that need a person first. */
export function pictureOfPorts(ports: readonly PortSummary[]): Picture {
  const [first] = ports;
  const rest = ports.length - mostStatements;
  const shown = rest > 0 ? ports.slice(0, mostStatements - 1) : ports;
  return {
    title: 'What each port of Go costs to carry',
    subtitle: ports.length === 0 ? 'No port is known yet' : formatPlural(ports.length, 'port'),
    statements: [
      ...shown.map(({ port, standing }) => ({
        label: port.name,
        text: capitalize(standing.verdict),
      })),
      ...(rest > 0
        ? [{ label: 'And', text: `${formatPlural(rest + 1, 'other port')}, in less need` }]
        : []),
    ],
    ...chart(first?.rebases ?? [], first?.latest?.release ?? null, first?.port.name ?? ''),
  };
}

export function pictureOfPort(
  { name, summary }: PortView,
  {
    verdict,
    next,
    rebases,
  }: Pick<PortAtAGlance, 'verdict' | 'next'> & { readonly rebases: readonly RebaseView[] },
): Picture {
  const { release, burden, now } = verdict;
  return {
    title: name,
    subtitle: summary,
    statements: [
      next === null
        ? { label: 'Next', text: 'Nothing ahead is rehearsed yet' }
        : { label: `Next: ${next.target}`, text: next.title },
      { label: 'Now', text: now.title },
      {
        label: `Touch surface${release === null ? '' : ` at ${release}`}`,
        text: burden.title,
      },
    ],
    ...chart(rebases, release, name),
  };
}

/** `rebases` in release order; `rebase` may be an earlier revision of one of them. */
export function pictureOfRebase(
  { name, summary }: PortView,
  rebase: RebaseView,
  rebases: readonly RebaseView[],
): Picture {
  const { release, sums, unmeasuredReason } = rebase;
  const verdict = sums === null ? null : prepareRebaseVerdict(rebase, sums);
  return {
    title: `${name} on ${release}`,
    subtitle: summary,
    statements:
      verdict === null
        ? [{ label: 'Not measured', text: unmeasuredReason ?? '' }]
        : [
            { label: 'Lag', text: verdict.lag.title },
            { label: 'Patch', text: verdict.patch.title },
            { label: 'Touch surface', text: verdict.touch.title },
          ],
    ...chart(
      rebases.map((each) => (each.release === release ? rebase : each)),
      release,
      name,
    ),
  };
}

const mostStatements = 3;

function chart(
  rebases: readonly {
    readonly release: string;
    readonly sums: {
      readonly touch: { readonly insertions: number; readonly deletions: number };
    } | null;
  }[],
  marked: string | null,
  name: string,
): Pick<Picture, 'bars' | 'caption'> {
  const values = rebases.map(({ sums }) => (sums === null ? null : churnOf(sums.touch)));
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const [first] = rebases;
  const last = rebases.at(-1);
  if (first === undefined || last === undefined || values.every((value) => value === null)) {
    return { bars: [], caption: '' };
  }
  const span = first === last ? `at ${first.release}` : `${first.release} to ${last.release}`;
  return {
    bars: rebases.map(({ release }, index) => {
      const value = values[index] ?? null;
      return { share: value === null ? null : value / most, isMarked: release === marked };
    }),
    caption: `${name}: lines changed in files of upstream, ${span}; at most ${formatCount(most)}`,
  };
}
