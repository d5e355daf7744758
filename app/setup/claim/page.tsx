import type { Metadata } from 'next';
import { cookies } from 'next/headers';

import { readViewer } from '#app/read-viewer.ts';
import { setupCookie } from '#app/setup/setup-cookie.ts';
import { SetupFrame, VoidSetupLink } from '#app/setup/setup-frame.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { hashSetupToken } from '#lib/auth/setup-token.ts';
import { isSetupLinkOpen } from '#lib/db/read/is-setup-link-open.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

export const metadata: Metadata = { title: 'First administrator', robots: { index: false } };

/** Where whoever has used the link comes back to from GitHub. */
export default async function ClaimPage() {
  const [viewer, jar] = await Promise.all([readViewer(), cookies()]);
  const token = jar.get(setupCookie.name())?.value ?? '';
  const isOpen = await isSetupLinkOpen(pageDatabase(), hashSetupToken(token), new Date());
  if (viewer === null || !isOpen) return <VoidSetupLink />;
  const { actor, login } = viewer;
  return (
    <SetupFrame
      intro={`You are signed in as ${actor.name}${login === null ? '' : ` (@${login})`}.`}
    >
      <form method="post" action="/setup/claim/confirm" className="mt-6">
        <SubmitButton look="main">Make me the administrator</SubmitButton>
      </form>
    </SetupFrame>
  );
}
