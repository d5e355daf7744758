/** Closes a switch over a union: a new member becomes a type error here, and a wrong value at run time throws. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
