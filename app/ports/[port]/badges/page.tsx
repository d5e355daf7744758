import type { Metadata } from 'next';

import { readSettings } from '#app/settings.ts';
import { NoSuchPage } from '#app/no-such-page.tsx';
import type { PortParams } from '#app/page-props.ts';
import { readGlance } from '#app/ports/[port]/read-glance.ts';
import { readPort } from '#app/ports/[port]/read-port.ts';
import { canonical } from '#app/share-metadata.ts';
import { BadgeSection } from '#components/badges/badge-section.tsx';
import { BADGES, prepareBadge } from '#components/badges/prepare-badge.ts';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';

interface BadgesPageProps {
  readonly params: PortParams;
}

export async function generateMetadata({ params }: BadgesPageProps): Promise<Metadata> {
  const port = await readPort((await params).port);
  if (port === null) return { title: 'No such port' };
  return {
    title: `${port.name}: badges`,
    description: `Pictures for a README that say what ${port.name} costs, how far it lags and what it meets next.`,
    alternates: canonical(`/ports/${port.slug}/badges`),
  };
}

export default async function BadgesPage({ params }: BadgesPageProps) {
  const port = await readPort((await params).port);
  if (port === null) return <NoSuchPage />;
  const glance = await readGlance(port);
  return (
    <main id="main" className="page">
      <Breadcrumb
        steps={[
          { href: '/', label: 'Ports' },
          { href: `/ports/${port.slug}`, label: port.slug },
        ]}
        here="badges"
      />
      <h1 className="mt-1 text-2xl font-semibold tracking-tight">Badges of {port.name}</h1>
      <p className="mt-1 max-w-prose text-muted">
        For a README. Each is drawn anew when it is asked for, names the release that it is about,
        and says “not measured” where nothing is.
      </p>
      {BADGES.map((name) => (
        <BadgeSection
          key={name}
          slug={port.slug}
          name={name}
          message={prepareBadge(name, glance).message}
          baseUrl={readSettings().baseUrl}
        />
      ))}
    </main>
  );
}
