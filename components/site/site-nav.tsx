'use client';

import { PageLink } from '#components/ui/page-link.tsx';
import { usePathname } from 'next/navigation';

const sections = [
  { href: '/', label: 'Ports', prefix: '/ports' },
  { href: '/alerts', label: 'Alerts', prefix: '/alerts' },
  { href: '/status', label: 'Status', prefix: '/status' },
  { href: '/method', label: 'Method', prefix: '/method' },
] as const;

export function SiteNav() {
  const path = usePathname();
  return (
    <nav aria-label="Sections" className="flex gap-1 text-muted">
      {sections.map(({ href, label, prefix }) => {
        const isCurrent = path === href || path.startsWith(prefix);
        return (
          <PageLink
            key={href}
            href={href}
            aria-current={isCurrent ? 'page' : undefined}
            className="flex h-8 items-center rounded-md px-2 hover:text-ink aria-[current]:text-ink"
          >
            {label}
          </PageLink>
        );
      })}
    </nav>
  );
}
