import localFont from 'next/font/local';

// Both are preloaded, so that words seldom change their shape while they are read, and a page is laid out once. What stands in for
// them until they are there, or for good where they cannot be loaded, takes the same room: see the faces in globals.css. The files
// are made by `npm run fonts`.
export const inter = localFont({
  src: './fonts/inter.woff2',
  variable: '--font-inter',
  weight: '400 700',
  display: 'swap',
  adjustFontFallback: false,
  fallback: ['Inter Stand-in', 'Inter Wide Stand-in'],
});

export const jetbrainsMono = localFont({
  src: './fonts/jetbrains-mono.woff2',
  variable: '--font-jetbrains-mono',
  weight: '400 700',
  display: 'swap',
  adjustFontFallback: false,
  fallback: ['JetBrains Mono Stand-in'],
});
