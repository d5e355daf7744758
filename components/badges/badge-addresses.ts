// Where a port's badges are, and what to paste to show one.
import type { BadgeName } from './prepare-badge.ts';

export interface BadgeSnippet {
  readonly title: string;
  readonly text: string;
}

export function badgePath(slug: string, name: BadgeName, format: 'svg' | 'json'): string {
  return `/ports/${encodeURIComponent(slug)}/badge/${name}.${format}`;
}

/** `baseUrl` without a slash at its end. The words beside the picture hold no number: they would not follow it. */
export function badgeSnippets(
  slug: string,
  name: BadgeName,
  baseUrl: string,
): readonly BadgeSnippet[] {
  const page = `${baseUrl}/ports/${encodeURIComponent(slug)}`;
  const picture = `${baseUrl}${badgePath(slug, name, 'svg')}`;
  const endpoint = `${baseUrl}${badgePath(slug, name, 'json')}`;
  const words = `${name} of ${encodeURIComponent(slug)}`;
  return [
    { title: 'Markdown', text: `[![${words}](${picture})](${page})` },
    { title: 'HTML', text: `<a href="${page}"><img src="${picture}" alt="${words}"></a>` },
    {
      title: 'Drawn by shields.io',
      text: `https://img.shields.io/endpoint?url=${encodeURIComponent(endpoint)}`,
    },
  ];
}
