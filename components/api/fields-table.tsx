import { TableScroll } from '#components/ui/table-scroll.tsx';

import type { Field } from './prepare-fields.ts';

export function FieldsTable({
  label,
  fields,
}: {
  readonly label: string;
  readonly fields: readonly Field[];
}) {
  return (
    <TableScroll isStill label={label}>
      <table className="grid-table">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, type, shape, values, description }) => (
            <tr key={name}>
              <th scope="row" className="font-mono text-xs">
                {name}
              </th>
              <td className="text-muted">
                <TypeText type={type} shape={shape} />
              </td>
              <td className="min-w-64 py-1.5! whitespace-normal!">
                {description}
                {values.length > 0 && (
                  <span className="block font-mono text-xs text-muted">{values.join(' · ')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** "list of Conflict or null", the shape's name leading to it. */
function TypeText({ type, shape }: Pick<Field, 'type' | 'shape'>) {
  if (shape === null) return type;
  const [before = '', after = ''] = type.split(shape);
  return (
    <>
      {before}
      <a href={`#${shape}`} className="link inline-block leading-6 text-ink">
        {shape}
      </a>
      {after}
    </>
  );
}
