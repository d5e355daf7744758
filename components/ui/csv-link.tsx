/** Beside the heading of a table: the same as a file. */
export function CsvLink({ href }: { readonly href: string }) {
  return (
    <a href={href} className="link ml-auto py-1 text-xs text-muted">
      CSV
    </a>
  );
}
