/** Next hands over what the URL holds, still escaped; what cannot be unescaped names nothing. */
export function decodeParam(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
