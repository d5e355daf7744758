import type { Metadata } from 'next';

import { readSettings } from '#app/settings.ts';
import { pictureSize } from '#components/share/picture-size.ts';

interface SharedPicture {
  /** Path of the picture. */
  readonly picture: string;
  readonly alt: string;
}

/** The one address of a page that has others: for who indexes it, and for who keeps it. `path` with the query that is part of it. */
export function canonical(path: string): NonNullable<Metadata['alternates']> {
  return { canonical: `${readSettings().baseUrl}${path}` };
}

/** How a page looks where its address is pasted; title and description are the page's own. */
export function shareMetadata({
  path,
  picture,
  alt,
}: SharedPicture & {
  /** Of the page, with the query that its picture is about. Left out: the picture is of a page above. */
  readonly path?: string;
}): Pick<Metadata, 'openGraph' | 'twitter'> {
  return {
    openGraph: {
      type: 'website',
      siteName: 'Tidemark',
      ...(path === undefined ? {} : { url: path }),
      images: [{ url: picture, alt, ...pictureSize }],
    },
    twitter: { card: 'summary_large_image' },
  };
}

export function portPicture({ slug, name }: { slug: string; name: string }): SharedPicture {
  return {
    picture: `/ports/${encodeURIComponent(slug)}/og.png`,
    alt: `${name}: what is ahead, how it stands, and what it carries, release by release`,
  };
}
