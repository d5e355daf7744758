import { parseSettings } from '#lib/domain/settings.ts';

/** Where links to GitHub lead. The supervisor has checked the settings before the web server starts. */
export function githubServer(): string {
  const parsed = parseSettings(process.env);
  if (parsed.kind === 'wrong') throw new Error(parsed.sentence);
  return parsed.settings.githubServerUrl;
}
