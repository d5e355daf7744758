import { notFound, redirect } from 'next/navigation';

import { readViewer } from '#app/read-viewer.ts';
import type { SignedIn } from '#lib/db/read/get-signed-in.ts';

/** For pages that only administrators read; for others there is no such page. */
export async function readAdministrator(): Promise<SignedIn> {
  const viewer = await readViewer();
  if (viewer === null) redirect('/sign-in');
  if (!viewer.actor.isAdministrator) notFound();
  return viewer;
}

/** For pages of endpoints. */
export async function readMaintainer(): Promise<SignedIn> {
  const viewer = await readViewer();
  if (viewer === null) redirect('/sign-in');
  if (!viewer.actor.isAdministrator && viewer.actor.maintains.length === 0) notFound();
  return viewer;
}
