/** One of a list, in a form that works without scripts; the first choice, `all`, sends nothing. */
export function SelectInput({
  label,
  name,
  value,
  options,
  all,
}: {
  readonly label: string;
  readonly name: string;
  /** Null: `all`. */
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Left out: one of the list must be chosen. */
  readonly all?: string;
}) {
  return (
    <label className="text-xs text-muted">
      {label}
      <select
        name={name}
        defaultValue={value ?? ''}
        className="mt-1 block h-8 max-w-60 rounded-md border border-edge bg-ground px-2 text-xs text-ink"
      >
        {all !== undefined && <option value="">{all}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
