// Says whether anything in the database has changed, without anything having to be written for that.
import { Pool } from 'pg';

/** Asked no more often: what it says may be so old. */
const restMs = 1000;

/**
 * `read` resolves with a text that stays the same as long as no transaction that wrote anything has ended: Postgres's own list of what
 * has (https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT). Null: the database does not answer, or it did
 * not when it was asked last and has not answered since.
 *
 * @param {string} url Of the database.
 */
export function openDataVersion(url) {
  const pool = new Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: 2000,
    query_timeout: 2000,
    application_name: 'tidemark',
  });
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
  let askedAt = -Infinity;
  let isDown = false;
  /** @type {Promise<string | null>} */
  let asked = Promise.resolve(null);
  return {
    read: () => {
      const now = performance.now();
      if (now - askedAt >= restMs) {
        askedAt = now;
        asked = pool.query('SELECT pg_current_snapshot()::text AS version').then(
          ({ rows }) => {
            isDown = false;
            return rows[0].version;
          },
          () => {
            isDown = true;
            return null;
          },
        );
      }
      // Who has waited for nothing once need not do so again.
      return isDown ? Promise.resolve(null) : asked;
    },
    close: () => pool.end(),
  };
}
