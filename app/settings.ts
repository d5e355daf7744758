import { parseSettings, type Settings } from '#lib/domain/settings.ts';

/** The settings that pages show or link by. The supervisor has checked them before the web server starts. */
export function readSettings(): Settings {
  const parsed = parseSettings(process.env);
  if (parsed.kind === 'wrong') throw new Error(parsed.sentence);
  return parsed.settings;
}
