export const themes = ['system', 'light', 'dark'] as const;

/** What the reader chose; "system" follows the device. */
export type Theme = (typeof themes)[number];

/** Anything that is not a choice counts as "system". */
export function parseTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}
