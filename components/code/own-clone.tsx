import { RedoCommands } from '#components/ui/redo-commands.tsx';
import type { GitCommand } from '#lib/domain/git-commands.ts';

/** The foot of a page of code. It comes with the code, which would push it away before the reader's eyes. */
export function OwnClone({
  commands,
  isCodeThere,
}: {
  readonly commands: readonly GitCommand[];
  readonly isCodeThere: boolean;
}) {
  if (!isCodeThere) return null;
  return (
    <section aria-labelledby="commands" className="mt-10">
      <h2 id="commands" className="mb-2 text-lg font-semibold tracking-tight">
        In your own clone
      </h2>
      <RedoCommands commands={commands} />
    </section>
  );
}
