// Numbers as every page writes them: thousands apart, a true minus sign, one precision.
import { groupThousands } from '#lib/domain/group-thousands.ts';

/** 8251 → "8,251"; −3 → "−3". */
export function formatCount(value: number): string {
  return `${value < 0 ? '−' : ''}${groupThousands(value)}`;
}

/** 8251 → "+8,251"; −354 → "−354"; 0 → "0". */
export function formatSigned(value: number): string {
  return value > 0 ? `+${groupThousands(value)}` : formatCount(value);
}

/** "+8,251 −354": lines in and out of a patch, the sign always shown. */
export function formatLines(insertions: number, deletions: number): string {
  return `+${groupThousands(insertions)} −${groupThousands(deletions)}`;
}

/** formatPlural(1, 'file') → "1 file"; formatPlural(2, 'file') → "2 files". */
export function formatPlural(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}
