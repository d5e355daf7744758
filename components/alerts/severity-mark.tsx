import type { Severity } from '#lib/domain/alert.ts';
import { assertNever } from '#lib/domain/assert-never.ts';

/** A shape for each severity, so that colour only helps; always beside the word. */
export function SeverityGlyph({ severity }: { readonly severity: Severity }) {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" className="shrink-0">
      <SeverityShape severity={severity} />
    </svg>
  );
}

function SeverityShape({ severity }: { readonly severity: Severity }) {
  switch (severity) {
    case 'info':
      return (
        <circle cx="5" cy="5" r="4" className="fill-none stroke-unchanged" strokeWidth="1.5" />
      );
    case 'warning':
      return <circle cx="5" cy="5" r="3.5" className="fill-none stroke-worse" strokeWidth="2.5" />;
    case 'critical':
      return <rect x="0.5" y="0.5" width="9" height="9" rx="1" className="fill-worse" />;
    default:
      return assertNever(severity);
  }
}
