import { fileURLToPath } from 'node:url';

// Public pages: no nonce, because that would make every page dynamic (and 17 times slower). Nothing that a stranger
// wrote is ever rendered as HTML on them.
const contentSecurityPolicy = [
  "default-src 'self'",
  // Next hands a page its data in inline scripts.
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // No image is resized here, and the optimizer has been a way in.
  images: { unoptimized: true },
  // A page is the same for every browser and crawler, title first: lib/jobs/answer-cache.js gives one to all.
  htmlLimitedBots: /.*/,
  serverExternalPackages: ['pg', '@prisma/client', '@prisma/adapter-pg'],
  // `npm test` checks the types; a build for readers need not.
  typescript: { ignoreBuildErrors: true },
  // A folder above with a lockfile of its own must not be taken for the project.
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'Content-Security-Policy', value: contentSecurityPolicy },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
      ],
    },
  ],
};
