import { PageLink } from './page-link.tsx';

/** Where this page stands: each step above it is a link. */
export function Breadcrumb({
  steps,
  here,
}: {
  readonly steps: readonly { readonly href: string; readonly label: string }[];
  readonly here: string;
}) {
  return (
    <nav aria-label="Breadcrumb" className="text-sm text-muted">
      <ol className="flex flex-wrap gap-x-1.5">
        {steps.map(({ href, label }) => (
          <li key={href} className="flex gap-x-1.5">
            <PageLink href={href} className="hover:text-ink hover:underline">
              {label}
            </PageLink>
            <span aria-hidden="true">/</span>
          </li>
        ))}
        <li aria-current="page" className="font-mono">
          {here}
        </li>
      </ol>
    </nav>
  );
}
