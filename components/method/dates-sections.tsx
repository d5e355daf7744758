import { StateGlyph, stateWord } from '#components/ui/state-mark.tsx';
import { SUPPORTED_LINES } from '#lib/domain/go-release.ts';
import { ABANDONED_AFTER_DAYS } from '#lib/domain/port-state.ts';
import type { PortState } from '#lib/domain/port-standing.ts';

import { Definitions } from './definitions.tsx';
import { MethodSection } from './method-section.tsx';

const states: readonly (readonly [PortState, string])[] = [
  [
    'current',
    'Its newest rebase is on the newest release of upstream, or of a line that it keeps.',
  ],
  ['behind', 'Upstream has released something newer that the port has not followed yet.'],
  ['abandoned', 'So for every line it had, and for long.'],
  ['unmeasured', 'None of its rebases has been measured.'],
];

const lineStates: readonly (readonly [string, string])[] = [
  [
    'kept',
    'The port’s newest line; or one that upstream supports, when the port has followed one of its patch releases since a newer line began.',
  ],
  [
    'abandoned',
    `Upstream supports it and has published a patch release that the port has not followed for ${ABANDONED_AFTER_DAYS} days.`,
  ],
  [
    'undecided',
    'Upstream supports it, the port has not followed it since a newer line began, and nothing has been missing for long.',
  ],
  ['ended', `Upstream supports it no longer: it supports its ${SUPPORTED_LINES} newest lines.`],
];

/** When things happened, and what follows from it. */
export function DatesSections() {
  return (
    <>
      <MethodSection
        id="dates"
        title="Dates and lag"
        commands={[
          'git show -s --format=%cI BASE HEAD',
          "git for-each-ref --format='%(refname:short) %(taggerdate:iso-strict)' refs/tags",
        ]}
      >
        <p>
          <em>Released</em> is the commit date of upstream’s tag. <em>Published</em> is the date of
          the fork’s own release tag, where it has one, else the commit date of head: branches move
          on after publication, so a tag wins.
        </p>
        <p id="lag">
          <em>Lag</em> is the number of days between the two UTC calendar dates. It is negative when
          the port was there first.
        </p>
      </MethodSection>
      <MethodSection id="state" title="State of a port">
        <p>
          The newest rebase that counts is the one on the highest first or patch release. Betas and
          release candidates make nobody late.
        </p>
        <Definitions
          items={states.map(([state, meaning]) => ({
            id: `state-${state}`,
            term: (
              <span className="flex items-center gap-2">
                <StateGlyph state={state} />
                {stateWord(state)}
              </span>
            ),
            meaning,
          }))}
        />
        <p>Each line of releases has a state of its own:</p>
        <Definitions
          items={lineStates.map(([state, meaning]) => ({
            id: `line-${state}`,
            term: state,
            meaning,
          }))}
        />
      </MethodSection>
    </>
  );
}
