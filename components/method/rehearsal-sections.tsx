import { CONFLICT_TYPES } from '#lib/domain/conflict-type.ts';
import { SILENT_RISK_RULES } from '#lib/domain/silent-risk.ts';

import { Definitions } from './definitions.tsx';
import { MethodSection } from './method-section.tsx';

/** What a rebase cost, what the next will meet, and how well that was foretold. */
export function RehearsalSections() {
  return (
    <>
      <MethodSection
        id="rehearsal"
        title="Rehearsal"
        commands={[
          "B=$(git commit-tree -m base 'BASE^{tree}'); U=$(git commit-tree -p $B -m upstream 'TARGET^{tree}'); P=$(git commit-tree -p $B -m port 'HEAD^{tree}')",
          'git -c merge.renameLimit=100000 -c merge.renames=true -c merge.directoryRenames=conflict merge-tree --write-tree --name-only $U $P',
        ]}
      >
        <p>
          The patch of a rebase merged, in memory, onto another commit of upstream: its{' '}
          <em>target</em>. It is a three-way merge of trees with the rebase’s base as the common
          parent. Git before 2.40 looks for that parent in the history, so the three trees are put
          into commits of their own. It ends <em>clean</em> or in <em>conflict</em>. Anything else
          is an error with its reason: it is tried again, and replaces no older result.
        </p>
        <p>
          A <em>hunk</em> is a region between conflict markers. Files that are deleted on one side,
          or binary, have none. The page of a conflict cuts its code from git’s merged file, and
          tells either side against the base as the merge itself compares them: by{' '}
          <code>git diff --histogram</code>.
        </p>
        <p id="conflict-types">Each path in conflict has one type, the first that fits:</p>
        <Definitions
          items={CONFLICT_TYPES.map(({ id, label, meaning }) => ({
            id: `conflict-${id.replaceAll(/\W+/g, '-')}`,
            term: label,
            meaning,
          }))}
        />
        <p id="forecast">
          A <em>forecast</em> is the newest rebase of each line that the port keeps, rehearsed onto
          every newer release of that line, onto the pre-releases and releases of newer lines, and
          onto tip. Every result is kept.
        </p>
      </MethodSection>
      <MethodSection
        id="hand-work"
        title="Hand work"
        commands={[
          'git diff --no-renames --numstat MERGED NEXT_HEAD',
          'git diff --no-renames --name-only BASE NEXT_BASE',
        ]}
      >
        <p>
          From one rebase to the next in release order: what people changed beyond what the machine
          could do. The first is rehearsed onto the base of the second, and the merged tree is
          compared with the second’s head. A path that merged cleanly counts its added and deleted
          lines. A path in conflict counts the smaller of the distances to the two automatic
          resolutions, which take the one side or the other wherever they collide.
        </p>
        <p>
          <em>Adaptation</em> is the hand work in paths in conflict and in paths that upstream
          changed between the two bases; <em>own work</em> is the rest. Lines are not hours: one
          line may take a day.
        </p>
        <p id="flow">
          The commits of the two patch series, as <code>git range-diff</code> pairs them: carried
          over as they were, changed, dropped, or new.
        </p>
      </MethodSection>
      <MethodSection
        id="pressure"
        title="Pressure"
        commands={[
          'git diff --no-renames --shortstat BASE NEXT_BASE -- TOUCHED…',
          'git rev-list --count --no-merges --full-history BASE..NEXT_BASE -- TOUCHED…',
        ]}
      >
        <p>
          How much upstream changed, between the two bases, in the files of the first rebase’s touch
          surface, and by how many commits. It is what the port had to withstand, whether or not
          anything collided.
        </p>
      </MethodSection>
      <MethodSection
        id="culprit"
        title="Culprit"
        commands={[
          'git log --reverse --no-merges --no-renames --name-only BASE..TARGET',
          'git merge-file -p PORT_VERSION BASE_VERSION COMMIT_VERSION',
        ]}
      >
        <p>
          The upstream commit that first made a path conflict. Each commit between base and target
          that names the path is tried: does the path conflict with upstream as of that commit? The
          culprit is the first of the unbroken run of conflicting ones that reaches the target.
          Where an earlier one conflicted too, and a later one took that away again, it is marked{' '}
          <em>not the first</em>. Where no commit names the path, as after the rename of a
          directory, whole rehearsals are compared instead.
        </p>
        <p id="confirmed">
          That is decided by the versions of one path. A second look merges the whole patch onto the
          culprit and onto its parent: the path should be in conflict at the one and not at the
          other. Where it is not so, as when the file was renamed on the way, the culprit is marked{' '}
          <em>not confirmed by a whole rehearsal</em>. Culprits that no second look was taken at yet
          have no mark.
        </p>
        <p>
          <em>Landed</em> is its commit date, and the days are whole days from then to the release.
          The review is the one that its <code>Reviewed-on</code> line names.
        </p>
      </MethodSection>
      <MethodSection id="backtest" title="Backtest">
        <p>
          For the first release of each line and each of its pre-releases: what a rehearsal on the
          day of that pre-release would have named, against the conflicts that the real rebase met.
          The rebase that is rehearsed is the newest one of the line before, whose base was there by
          that day; or, by the other way of dating, that the fork had published.
        </p>
        <p>
          <em>Recall</em> is the share of conflicts that were named; <em>in vain</em> are those that
          were named and did not come. On the day that a culprit lands its conflict can be seen on
          tip; what daily rehearsals would have named in vain is not measured.
        </p>
      </MethodSection>
      <MethodSection id="silent-risk" title="Silent risk">
        <p>
          Files that upstream adds, that merge cleanly, and that a port like this one may have to
          touch all the same. A rule names them before anybody has looked:
        </p>
        <Definitions
          items={SILENT_RISK_RULES.map(({ id, label, meaning }) => ({
            id: `silent-${id}`,
            term: label,
            meaning,
          }))}
        />
      </MethodSection>
    </>
  );
}
