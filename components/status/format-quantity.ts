import { formatCount, formatPlural } from '#components/ui/format-count.ts';

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** 123456789 → "123 MB"; decimal units, as GitHub counts. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : formatCount(Math.round(value))} ${units[power]}`;
}

/** "12 of 97 rebases", "123 MB"; without a total, what is done so far. */
export function formatProgress(done: number, total: number | null, unit: string): string {
  if (unit === 'bytes') {
    return total === null ? formatBytes(done) : `${formatBytes(done)} of ${formatBytes(total)}`;
  }
  const one = unit.replace(/s$/, '');
  return total === null
    ? formatPlural(done, one, unit)
    : `${formatCount(done)} of ${formatPlural(total, one, unit)}`;
}
