import { CopyButton } from '#components/ui/copy-button.tsx';

/** Addresses to put into a feed reader. */
export function FeedAddresses({
  feeds,
}: {
  readonly feeds: readonly { readonly title: string; readonly href: string }[];
}) {
  return (
    <ul className="divide-y divide-hairline border-y border-hairline">
      {feeds.map(({ title, href }) => (
        <li key={href} className="flex items-center gap-4 py-2">
          <div className="min-w-0 grow">
            <p className="text-xs text-muted">{title}</p>
            <a href={href} className="link font-mono text-xs wrap-anywhere">
              {href}
            </a>
          </div>
          <CopyButton text={href} what={`the address: ${title}`} />
        </li>
      ))}
    </ul>
  );
}
