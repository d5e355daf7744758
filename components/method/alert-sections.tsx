import { ALERT_KINDS } from '#lib/domain/alert.ts';

import { Definitions } from './definitions.tsx';
import { MethodSection } from './method-section.tsx';

/** What an incident is, when it opens and ends, and who is told of it. */
export function AlertSections() {
  return (
    <MethodSection id="alerts" title="Alerts">
      <p>
        An <em>incident</em> is one thing that is wrong with a port, from when it began until it is
        over. What it is about stays the same when commits move: the port, its line, and for
        conflicts the line of upstream. At most one incident of each is open.
      </p>
      <Definitions
        items={ALERT_KINDS.map(({ id, label, meaning }) => ({
          id: `alert-${id}`,
          term: label,
          meaning,
        }))}
      />
      <p>
        Severity: conflicts with tip are <em>info</em>; with a beta or release candidate, and being
        behind, <em>warning</em>; conflicts with a release, CVEs that are fixed upstream, and an
        abandoned line are <em>critical</em>.
      </p>
      <p>
        Subscribers are told when an incident opens, when files are added to it (at most once in six
        hours; what a release adds to its pre-releases, a day after it), while it stays as it is and
        nobody has acknowledged it (after one week, two more, four more; of a conflict with a
        release after one week, and no more), and when it is over. Fixes of CVEs that a port follows
        within a week, or the days that the operator has set, are not told of. One that comes and
        goes is told of once, then in at most one summary a day. A rehearsal that failed neither
        opens nor ends anything. What was so before a port was added, and what a change of method
        brings to light, alerts nobody.
      </p>
      <p>
        A maintainer of the port can acknowledge an incident (no more reminders), snooze it until a
        day, mute a path (its conflicts alert nobody), and note what it took. Hours in a note are as
        told by the maintainer; nothing here measures them.
      </p>
    </MethodSection>
  );
}
