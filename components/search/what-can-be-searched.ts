/** Each kind of thing that a search looks for, with an example. */
export const SEARCHABLE: readonly { readonly what: string; readonly example: string }[] = [
  { what: 'a port, by its name or what it is for', example: 'bare metal' },
  { what: 'a release that ports carry', example: 'go1.26.0' },
  { what: 'a file that patches change, by any part of its path', example: 'runtime/os' },
  { what: 'an upstream commit that made something conflict', example: 'db66972359' },
  { what: 'the same, by its change on Gerrit', example: 'CL 213440' },
];
