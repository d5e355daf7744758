import type { ReactNode } from 'react';

import { AccountMenu } from '#components/account/account-menu.tsx';
import { UnderWay } from '#components/live/under-way.tsx';
import { PageLink } from '#components/ui/page-link.tsx';

import { SiteNav } from './site-nav.tsx';
import { SiteSearch } from './site-search.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import type { Theme } from './theme.ts';

/** The same on every page; `age` says how fresh the page is and leads to what was polled. */
export function SiteHeader({ theme, age }: { readonly theme: Theme; readonly age: ReactNode }) {
  return (
    <header className="relative border-b border-hairline">
      <div className="mx-auto flex h-12 max-w-[1296px] items-center gap-2 px-4 text-sm sm:gap-5 sm:px-7 print:max-w-none print:px-0!">
        <PageLink href="/" className="flex h-8 items-center font-semibold tracking-tight">
          Tidemark
        </PageLink>
        <SiteNav />
        <div className="ml-auto flex items-center gap-1 text-muted sm:gap-2">
          <UnderWay>{age}</UnderWay>
          <SiteSearch />
          <ThemeSwitch theme={theme} />
          <AccountMenu />
        </div>
      </div>
    </header>
  );
}
