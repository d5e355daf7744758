import type { ReactNode } from 'react';

import { CopyButton } from '#components/ui/copy-button.tsx';

/** One definition, with the address that column headings lead to. */
export function MethodSection({
  id,
  title,
  children,
  commands,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
  /** What redoes the number; BASE and HEAD stand for the two commits that each rebase's page names. */
  readonly commands?: readonly string[];
}) {
  return (
    <section
      aria-labelledby={id}
      className="grid grid-cols-[minmax(0,1fr)] gap-x-10 border-t border-hairline py-6 lg:grid-cols-[15rem_minmax(0,1fr)]"
    >
      <h2 id={id} className="text-lg font-semibold tracking-tight">
        <a href={`#${id}`} className="hover:underline">
          {title}
        </a>
      </h2>
      <div className="max-lg:mt-2">
        <div className="max-w-[72ch] space-y-3 leading-6">{children}</div>
        {commands?.map((command) => (
          <div
            key={command}
            className="mt-3 flex max-w-3xl items-center gap-3 rounded-md bg-soft py-1.5 pr-1.5 pl-3"
          >
            <code className="min-w-0 grow font-mono text-xs wrap-anywhere">{command}</code>
            <CopyButton text={command} what={command} />
          </div>
        ))}
      </div>
    </section>
  );
}
