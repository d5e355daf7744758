import { readSettings } from './settings.ts';

export function requireAppSecret(): string {
  const { appSecret } = readSettings();
  if (appSecret !== null) return appSecret;
  throw new Error('APP_SECRET is not set: start the program with `npm start`, which sets it.');
}
