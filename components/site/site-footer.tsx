import { KeysButton } from '#components/keyboard/keys-button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';

export function SiteFooter() {
  return (
    <footer className="border-t border-hairline text-sm text-muted print:hidden">
      <div className="mx-auto flex max-w-[1296px] flex-wrap items-center gap-x-6 gap-y-2 px-4 py-6 sm:px-7">
        <p className="mr-auto">Every number comes from plain git, and can be made again.</p>
        <PageLink href="/method" className="link">
          How each number is made
        </PageLink>
        <KeysButton />
        <PageLink href="/api" className="link">
          API
        </PageLink>
      </div>
    </footer>
  );
}
