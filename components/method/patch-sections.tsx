import { FILE_KINDS } from '#lib/domain/file-kind.ts';
import { SUBSYSTEM_RULES, SUBSYSTEMS } from '#lib/domain/subsystem.ts';

import { Definitions } from './definitions.tsx';
import { MethodSection } from './method-section.tsx';

/** What is compared, and how it is counted and sorted. */
export function PatchSections() {
  return (
    <>
      <MethodSection id="rebase" title="Rebase: a port on a release">
        <p id="release">
          Upstream is golang/go. A <em>port</em> is carried in a <em>fork</em>, anew for each
          upstream release: that is a <em>rebase</em>. Its <em>base</em> is the commit of the
          release’s tag upstream, its <em>head</em> the fork’s commit. A line is go1.N; its first
          release is go1.N up to go1.20 and go1.N.0 from go1.21 on, and either spelling finds it
          here.
        </p>
        <p id="layout">
          With a branch for each release, head is the branch’s newest commit. Where there is a tag
          as well, the tag dates the publication, and its commit counts as an earlier revision.
        </p>
        <p id="revision">
          When a branch moves on, its new head is measured as a new <em>revision</em>. The newest is
          shown, the earlier ones are kept and named on the rebase’s page.
        </p>
      </MethodSection>
      <MethodSection id="patch" title="Patch" commands={['git diff -M --shortstat BASE HEAD']}>
        <p>
          What differs between the two trees, with renames followed when at least half of a file is
          the same. A binary file counts as a file with no lines. <em>Lines</em> are insertions and
          deletions together.
        </p>
        <p>
          A dash stands for what is not measured, and says why; 0 means measured, and none. A file
          too large for the mirror is counted as a file, and its lines in no sum.
        </p>
      </MethodSection>
      <MethodSection
        id="touch"
        title="Touch surface"
        commands={['git diff -M --diff-filter=a --shortstat BASE HEAD']}
      >
        <p>
          The part of the patch inside files that upstream owns: modified, renamed or deleted ones.
          This is what upstream’s own changes collide with. The rest is new files of the port’s own:
          they seldom conflict, they break in other ways.
        </p>
      </MethodSection>
      <MethodSection
        id="subsystems"
        title="Subsystems"
        commands={['git diff -M --numstat BASE HEAD']}
      >
        <p>
          Each path belongs to exactly one subsystem: the first whose patterns fit. The new path
          decides, for a deletion the old one.
        </p>
        <Definitions
          items={SUBSYSTEMS.map((subsystem) => {
            const patterns = SUBSYSTEM_RULES.filter((rule) => rule.subsystem === subsystem);
            return {
              id: `subsystem-${subsystem.replaceAll(' ', '-')}`,
              term: subsystem,
              meaning:
                patterns.length === 0 ? (
                  'everything else'
                ) : (
                  <code>{patterns.map(({ pattern }) => pattern).join(', ')}</code>
                ),
            };
          })}
        />
      </MethodSection>
      <MethodSection
        id="kinds"
        title="Kinds of edits"
        commands={['git diff -M -U0 BASE HEAD', 'git diff -M --name-status BASE HEAD']}
      >
        <p>
          Each file of a patch has exactly one kind, the first that fits in this order. Not every
          line weighs the same: a build constraint is one word in a list, an edit of shared code is
          a change that reviewers must understand.
        </p>
        <Definitions
          items={FILE_KINDS.map(({ id, label, meaning }) => ({
            id: `kind-${id}`,
            term: label,
            meaning,
          }))}
        />
      </MethodSection>
      <MethodSection
        id="copied"
        title="Copied from"
        commands={[
          'git diff -l0 -C50% --find-copies-harder --name-status --diff-filter=CR BASE HEAD',
        ]}
      >
        <p>
          For each added file, the file that git itself names as its source when it searches the
          whole base for copies, at least half of it the same. Where git finds none, it searches
          once more in the first release of the line before, so that code which upstream has since
          deleted is found too. The number is git’s similarity, in per cent.
        </p>
      </MethodSection>
      <MethodSection id="commits" title="Commits" commands={['git rev-list --count BASE..HEAD']}>
        <p>
          Commits that head has and base has not. Forks often carry their history forward, so this
          is not a measure of the patch’s size. Where head does not descend from base the page says
          so: the patch is still what differs between the two trees.
        </p>
      </MethodSection>
    </>
  );
}
