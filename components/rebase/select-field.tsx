/** One of a list, or what `all` says. */
export function SelectField({
  label,
  value,
  options,
  all = 'all',
  onChange,
}: {
  readonly label: string;
  /** Null: `all`. */
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly all?: string;
  readonly onChange: (value: string | null) => void;
}) {
  return (
    <label className="text-xs text-muted">
      {label}
      <select
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
        className="mt-1 block h-8 max-w-44 rounded-md border border-edge bg-ground px-2 text-xs text-ink"
      >
        <option value="">{all}</option>
        {/* An address can ask for what none has here: then it must not look as if all were chosen. */}
        {value !== null && options.every((option) => option.value !== value) && (
          <option value={value}>{value} (0)</option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
