const MAX_LINE_LENGTH = 1000;

/** A line of a generated file may be as long as the file. */
export function cutLine(line: string): string {
  if (line.length <= MAX_LINE_LENGTH) return line;
  return `${line.slice(0, MAX_LINE_LENGTH)} … (${line.length - MAX_LINE_LENGTH} more characters)`;
}
