/** One address of every kind of page, over the scene "ports-in-every-state". */
export const pagesOfEveryKind = [
  '/',
  '/?state=behind',
  '/ports/lumen',
  '/ports/lumen?releases=first&subsystem=os',
  '/ports/fresh',
  '/ports/lumen/go1.22.0',
  '/ports/lumen/go1.21.9',
  '/status',
  '/method',
  '/ports/lumen/go1.99',
  '/nowhere',
] as const;
