import { CopyButton } from '#components/ui/copy-button.tsx';

import { badgePath, badgeSnippets } from './badge-addresses.ts';
import type { BadgeName } from './prepare-badge.ts';

const meanings: Record<BadgeName, string> = {
  burden:
    'The touch surface of the newest measured rebase: lines changed in files that upstream owns.',
  lag: 'How long after upstream the newest rebase was published, or what has not been followed since.',
  forecast: 'What the newest rebase meets next, onto what upstream has and the port has not.',
};

/** One badge as it is now, and what to paste to show it. */
export function BadgeSection({
  slug,
  name,
  message,
  baseUrl,
}: {
  readonly slug: string;
  readonly name: BadgeName;
  /** What it says now. */
  readonly message: string;
  readonly baseUrl: string;
}) {
  return (
    <section aria-labelledby={name} className="mt-10">
      <h2 id={name} className="text-lg font-semibold tracking-tight">
        {name.charAt(0).toUpperCase()}
        {name.slice(1)}
      </h2>
      <p className="mt-0.5 max-w-prose text-sm text-muted">{meanings[name]}</p>
      <div className="my-3 h-5">
        {/* A picture that is drawn on demand, and the very one that others will show. */}
        {/* oxlint-disable-next-line nextjs/no-img-element */}
        <img src={badgePath(slug, name, 'svg')} alt={`${name}: ${message}`} className="h-5" />
      </div>
      <ul className="divide-y divide-hairline border-y border-hairline">
        {badgeSnippets(slug, name, baseUrl).map(({ title, text }) => (
          <li key={title} className="flex items-start gap-4 py-2.5">
            <div className="min-w-0 grow">
              <p className="text-xs text-muted">{title}</p>
              <code className="mt-1 block font-mono text-xs wrap-anywhere">{text}</code>
            </div>
            <CopyButton text={text} what={`${title} of the badge: ${name}`} />
          </li>
        ))}
      </ul>
    </section>
  );
}
