import { groupThousands } from './group-thousands.ts';

/** countWords(1, 'file') → "1 file"; countWords(8251, 'file') → "8,251 files". */
export function countWords(value: number, one: string, many = `${one}s`): string {
  return `${groupThousands(value)} ${value === 1 ? one : many}`;
}
