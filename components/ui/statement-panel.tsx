import type { ReactNode } from 'react';

export interface Statement {
  readonly label: ReactNode;
  readonly glyph?: ReactNode;
  readonly title: string;
  readonly detail: ReactNode;
}

/** The verdict of a page: three statements, in words, before any chart. */
export function StatementPanel({ statements }: { readonly statements: readonly Statement[] }) {
  return (
    <div className="mt-5 grid divide-hairline rounded-lg border border-hairline max-md:divide-y md:grid-cols-3 md:divide-x">
      {statements.map(({ label, glyph, title, detail }, index) => (
        // Three places, each with its own meaning; two may say the same.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="px-4 py-3.5 wrap-anywhere md:px-[18px]">
          <p className="text-xs text-muted">{label}</p>
          <p className="num mt-0.5 flex items-baseline gap-2 text-xl font-semibold tracking-tight">
            {glyph}
            <span>{title}</span>
          </p>
          <p className="mt-0.5 text-sm text-muted">{detail}</p>
        </div>
      ))}
    </div>
  );
}
