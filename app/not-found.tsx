import type { Metadata } from 'next';

import { NotFoundHelp } from '#components/site/not-found-help.tsx';

export const metadata: Metadata = { title: 'No such page' };

export default function NotFound() {
  return <NotFoundHelp />;
}
