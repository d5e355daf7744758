'use client';

import { PageLink } from '#components/ui/page-link.tsx';
import { usePathname } from 'next/navigation';

/** On a narrow screen the last is left to the foot of the page, which leads there too. */
const sections = [
  { href: '/', label: 'Ports', prefix: '/ports' },
  { href: '/alerts', label: 'Alerts', prefix: '/alerts' },
  { href: '/status', label: 'Status', prefix: '/status' },
  { href: '/method', label: 'Method', prefix: '/method' },
] as const;

export function SiteNav() {
  const path = usePathname();
  return (
    <nav aria-label="Sections" className="flex text-muted sm:gap-1">
      {sections.map(({ href, label, prefix }) => {
        const isCurrent = path === href || path.startsWith(prefix);
        return (
          <PageLink
            key={href}
            href={href}
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
