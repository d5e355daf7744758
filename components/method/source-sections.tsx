import { MethodSection } from './method-section.tsx';

/** Where the commits come from, and who measured. */
export function SourceSections() {
  return (
    <>
      <MethodSection
        id="polling"
        title="Polling"
        commands={['git ls-remote https://github.com/golang/go']}
      >
        <p>
          Each repository is asked for its branches and tags at fixed intervals. <em>Polled</em> is
          when it last gave a complete list. New and moved ones are fetched into a mirror and
          measured. A branch is called gone only after two complete lists without it: one wrong
          answer is never enough. GitHub’s compare pages are not used, because they stop at 300
          files.
        </p>
      </MethodSection>
      <MethodSection id="measured" title="Measured and recorded">
        <p>
          The same two commits always give the same numbers, whatever the settings of git on the
          machine. Each measurement keeps the version of git and of the method; when the method
          changes, the whole history is measured again.
        </p>
        <p id="recorded">
          A new installation starts with a recorded history, so that it shows something at once.
          Recorded numbers were made by this program too, elsewhere, and say on which day and from
          which copy of the fork. The first poll of the fork measures them again and replaces them.
        </p>
      </MethodSection>
    </>
  );
}
