'use client';

import { usePathname } from 'next/navigation';

import { PageLink } from '#components/ui/page-link.tsx';

const parts = [
  { href: '/settings', label: 'Account', who: 'anybody' },
  { href: '/settings/endpoints', label: 'Endpoints', who: 'maintainer' },
  { href: '/settings/people', label: 'People', who: 'administrator' },
  { href: '/settings/hosts', label: 'Allowed hosts', who: 'administrator' },
  { href: '/settings/audit', label: 'Audit log', who: 'administrator' },
] as const;

/** Only what the reader may see; the pages decide for themselves. */
export function SettingsNav({
  isAdministrator,
  isMaintainer,
}: {
  readonly isAdministrator: boolean;
  /** Of any port. */
  readonly isMaintainer: boolean;
}) {
  const path = usePathname();
  const shown = parts.filter(
    ({ who }) => who === 'anybody' || isAdministrator || (who === 'maintainer' && isMaintainer),
  );
  return (
    <nav aria-label="Settings" className="scroll-x mt-4 border-b border-hairline text-sm">
      <ul className="flex gap-5">
        {shown.map(({ href, label }) => (
          <li key={href}>
            <PageLink
              href={href}
              aria-current={currentness(path, href)}
              className="block border-b-2 border-transparent py-2 whitespace-nowrap text-muted hover:text-ink aria-[current]:border-ink aria-[current]:text-ink"
            >
              {label}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A page under one of the parts is still that part. */
function currentness(path: string, href: string): 'page' | 'true' | undefined {
  if (path === href) return 'page';
  return href !== '/settings' && path.startsWith(`${href}/`) ? 'true' : undefined;
}
