import { defineConfig } from 'prisma/config';

// The program applies prisma/migrations by itself (lib/db/migrate.ts). The address is for `prisma migrate deploy` and
// `prisma studio`, where Prisma's schema engine can be had; `generate` needs none.
const url = process.env['DATABASE_URL'];

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url === undefined ? {} : { datasource: { url } }),
});
