import type { MetadataRoute } from 'next';

import { readSettings } from './settings.ts';

/** The address is known only where it runs, not where it is built. */
export const dynamic = 'force-dynamic';

/**
 * Everything that is public may be read; what is made for one person is nothing to be found by, and of tens of thousands of
 * patches and answers each is made when somebody asks for it.
 */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      allow: '/',
      disallow: [
        '/settings',
        '/setup/',
        '/sign-in',
        '/subscriptions/',
        '/unsubscribe/',
        '/subscribe/confirm/',
        '/search',
        '/ports/*/*/files/',
      ],
    },
    sitemap: `${readSettings().baseUrl}/sitemap.xml`,
  };
}
