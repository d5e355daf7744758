import localFont from 'next/font/local';

// The first is preloaded, so that words seldom change their shape while they are read. What stands in for them until they are there,
// or for good where they cannot be loaded, takes the same room: see the faces in globals.css.
export const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  variable: '--font-inter',
  weight: '100 900',
  display: 'swap',
  adjustFontFallback: false,
  fallback: ['Inter Stand-in', 'Inter Wide Stand-in'],
});

export const jetbrainsMono = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  variable: '--font-jetbrains-mono',
  weight: '100 800',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
  fallback: ['JetBrains Mono Stand-in'],
});
