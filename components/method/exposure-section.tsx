import { MethodSection } from './method-section.tsx';

/** Which CVEs the users of a line are exposed to, and what of that cannot be seen. */
export function ExposureSection() {
  return (
    <MethodSection
      id="exposure"
      title="CVEs and exposure"
      commands={[
        "git log --reverse --topo-order --no-merges -E -i --grep='CVE-[0-9]+-[0-9]+' RELEASE_BEFORE..RELEASE",
      ]}
    >
      <p>
        A release <em>fixes</em> the CVEs that the messages of its commits say it fixes: those of
        the commits that it has and the release before it on its line has not, betas and candidates
        among them. The first release of a line that there is fixes none: nobody had the line before
        it.
      </p>
      <p>
        “Fixes CVE-…” counts, and so does “For CVE-…” or “Updates CVE-…” where no release of the
        line has fixed it yet. When a fix is reverted, or its commit’s first line says that it is
        worked over, the release that does so counts as well: whoever has only the first fix still
        needs it. What a merged branch brings a second time, what tidies up after a fix, and a CVE
        that is named in any other way do not count.
      </p>
      <p>
        Users of a line are <em>exposed</em> to a CVE from the day on which the first release that
        fixes it came out, for as long as the port has not followed the last one that does. Of a
        line that upstream supports no longer, what newer lines have fixed since may or may not
        apply: nobody has measured that, and it counts neither as exposure nor as none.
      </p>
      <p>
        What this cannot see: a fix whose commit names no CVE, as that of CVE-2024-24788 in
        go1.22.3; whether a program uses the code in question; and whether the port took a fix over
        by itself, without following the release. A release whose commits nobody has looked at yet
        is named as such.
      </p>
    </MethodSection>
  );
}
