import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';

import { readViewer } from '#app/read-viewer.ts';
import { SettingsNav } from '#components/settings/settings-nav.tsx';

export default async function SettingsLayout({ children }: { readonly children: ReactNode }) {
  const viewer = await readViewer();
  if (viewer === null) redirect('/sign-in');
  const { isAdministrator, maintains } = viewer.actor;
  return (
    <main id="main" className="page">
      <h1 className="text-2xl font-semibold tracking-tight">Settings</h1>
      <SettingsNav isAdministrator={isAdministrator} isMaintainer={maintains.length > 0} />
      {children}
    </main>
  );
}
