import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { type ReactNode, Suspense } from 'react';

import { KeyListener } from '#components/keyboard/key-listener.tsx';
import { EarlyActs } from '#components/site/early-acts.tsx';
import { PageVisits } from '#components/site/page-visits.tsx';
import { PolledAge } from '#components/site/polled-age.tsx';
import { SiteFooter } from '#components/site/site-footer.tsx';
import { SiteHeader } from '#components/site/site-header.tsx';
import { parseTheme, type Theme } from '#components/site/theme.ts';

import { inter, jetbrainsMono } from './fonts.ts';
import { readRepositories } from './read-repositories.ts';
import { readSettings } from './settings.ts';
import { shareMetadata } from './share-metadata.ts';
import './globals.css';

/** By the address that readers use, which is known only where it runs. */
export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(readSettings().baseUrl),
    title: { default: 'Tidemark', template: '%s · Tidemark' },
    description: 'What it costs to carry a port of Go outside golang/go, release by release.',
    ...shareMetadata({ picture: '/og.png', alt: 'The ports, and how the first of them stands' }),
  };
}

/** Of the ground: what is around the page on a phone goes with it. */
const themeColors = { light: '#ffffff', dark: '#0b0d10' } as const;

export async function generateViewport(): Promise<Viewport> {
  const theme = await readTheme();
  return {
    width: 'device-width',
    initialScale: 1,
    themeColor:
      theme === 'system'
        ? [
            { media: '(prefers-color-scheme: light)', color: themeColors.light },
            { media: '(prefers-color-scheme: dark)', color: themeColors.dark },
          ]
        : themeColors[theme],
  };
}

async function readTheme(): Promise<Theme> {
  return parseTheme((await cookies()).get('theme')?.value);
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const theme = await readTheme();
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      className={`${inter.variable} ${jetbrainsMono.variable}`}
    >
      <body>
        <a
          href="#main"
          className="absolute -top-20 left-4 z-50 rounded-md bg-float px-3 py-2 shadow-md focus:top-2 print:hidden"
        >
          Skip to the content
        </a>
        <SiteHeader
          theme={theme}
          age={
            <Suspense>
              <Polled />
            </Suspense>
          }
        />
        {children}
        <SiteFooter />
        <KeyListener />
        <PageVisits />
        <EarlyActs />
      </body>
    </html>
  );
}

async function Polled() {
  // The page itself says what is wrong when the database cannot be read; its frame must not fall with it.
  const repositories = await readRepositories().catch(() => null);
  return repositories && <PolledAge repositories={repositories} now={new Date()} />;
}
