let format: Intl.NumberFormat | null = null;

/**
 * 8251 → "8,251": no sign, rounded to a whole number. What makes it is made when a number first needs it: that takes a slow machine
 * longer than the rest of a small page, which may have none.
 */
export function groupThousands(value: number): string {
  const size = Math.abs(value);
  if (size < 1000 && Number.isInteger(size)) return String(size);
  format ??= new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
  return format.format(size);
}
