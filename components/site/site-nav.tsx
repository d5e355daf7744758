'use client';

import { usePathname } from 'next/navigation';

import { useKeysOn } from '#components/keyboard/key-setting.ts';
import { keysTo } from '#components/keyboard/keys.ts';
import { PageLink } from '#components/ui/page-link.tsx';

/** On a narrow screen the last is left to the foot of the page, which leads there too. */
const sections = [
  { href: '/', label: 'Ports', prefix: '/ports' },
  { href: '/alerts', label: 'Alerts', prefix: '/alerts' },
  { href: '/status', label: 'Status', prefix: '/status' },
  { href: '/method', label: 'Method', prefix: '/method' },
] as const;

export function SiteNav() {
  const path = usePathname();
  const areKeysOn = useKeysOn();
  return (
    <nav aria-label="Sections" className="flex text-muted sm:gap-1">
      {sections.map(({ href, label, prefix }) => {
        const isCurrent = path === href || path.startsWith(prefix);
        const keys = areKeysOn ? keysTo(href) : null;
        return (
          <PageLink
            key={href}
            href={href}
            title={keys === null ? undefined : `Keys: ${keys}`}
            aria-current={isCurrent ? 'page' : undefined}
            className="flex h-8 items-center rounded-md px-1.5 last:max-sm:hidden hover:text-ink aria-[current]:text-ink sm:px-2"
          >
            {label}
          </PageLink>
        );
      })}
    </nav>
  );
}
