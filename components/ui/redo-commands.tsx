import { CopyButton } from '#components/ui/copy-button.tsx';
import type { GitCommand } from '#lib/domain/git-commands.ts';

/** What to type to get the same numbers, and what git must say. */
export function RedoCommands({ commands }: { readonly commands: readonly GitCommand[] }) {
  return (
    <ol className="divide-y divide-hairline border-y border-hairline">
      {commands.map(({ what, command, answer }) => (
        <li key={what} className="flex items-start gap-4 py-2.5">
          <div className="min-w-0 grow">
            <p className="text-xs text-muted">{what}</p>
            <code className="mt-1 block font-mono text-xs wrap-anywhere">{command}</code>
            {answer !== null && (
              <p className="mt-1 font-mono text-xs text-muted">
                <span className="sr-only">answers </span>
                <span aria-hidden="true">→ </span>
                {answer === '' ? '(nothing)' : answer}
              </p>
            )}
          </div>
          <CopyButton text={command} what={`the command: ${what}`} />
        </li>
      ))}
    </ol>
  );
}
