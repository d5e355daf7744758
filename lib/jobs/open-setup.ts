import { hashSetupToken, makeSetupToken, SETUP_LINK_LIFE_MS } from '#lib/auth/setup-token.ts';
import { openDatabase } from '#lib/db/prisma-client.ts';
import { recordSetupLink } from '#lib/db/write/record-setup-link.ts';

/** The token of a link by which the first administrator is made; earlier ones are void. Null: there is an administrator. */
export async function openSetup(databaseUrl: string, now: Date): Promise<string | null> {
  const database = openDatabase(databaseUrl, { poolSize: 1 });
  try {
    const token = makeSetupToken();
    const isOpen = await recordSetupLink(database.prisma, {
      tokenHash: hashSetupToken(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + SETUP_LINK_LIFE_MS),
    });
    return isOpen ? token : null;
  } finally {
    await database.close();
  }
}
