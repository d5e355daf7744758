/** Whether an error is of that code of Node's, e.g. ENOENT: https://nodejs.org/api/errors.html#nodejs-error-codes */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
