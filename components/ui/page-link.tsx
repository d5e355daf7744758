import Link from 'next/link';
import type { ComponentProps } from 'react';

/** A link within the product. Pages are made on demand: fetching each one that is merely in sight would cost more than it saves. */
export function PageLink(props: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...props} />;
}
