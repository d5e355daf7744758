/** Room of rows that are not drawn. */
export function RowGap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className="row-gap">
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- nobody is told of it */}
      <td colSpan={8} style={{ height }} />
    </tr>
  );
}
