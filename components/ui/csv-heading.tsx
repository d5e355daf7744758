import type { ReactNode } from 'react';

import { CsvLink } from './csv-link.tsx';

const classes = { h2: 'text-lg font-semibold tracking-tight', h3: 'font-semibold' } as const;

/** Of a table, with the same as a file at the end of its line. */
export function CsvHeading({
  as: Heading = 'h2',
  id,
  csv,
  children,
}: {
  readonly as?: keyof typeof classes;
  /** For links to it, and for what it names. */
  readonly id?: string;
  /** Address of the file. */
  readonly csv: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="mb-1 flex items-baseline gap-3">
      <Heading id={id} className={classes[Heading]}>
        {children}
      </Heading>
      <CsvLink href={csv} />
    </div>
  );
}
