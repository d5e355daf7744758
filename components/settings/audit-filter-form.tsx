import { SubmitButton } from '#components/ui/submit-button.tsx';

const fieldClass =
  'mt-1 block h-8 rounded-md border border-edge bg-ground px-2 text-xs text-ink max-w-60';

export function AuditFilterForm({
  acts,
  filters,
}: {
  readonly acts: readonly { readonly id: string; readonly label: string }[];
  readonly filters: {
    readonly act: string | null;
    readonly result: string | null;
    readonly text: string | null;
  };
}) {
  return (
    <form method="get" action="/settings/audit" className="mt-5 flex flex-wrap items-end gap-3">
      <label className="text-xs text-muted">
        What
        <select name="act" defaultValue={filters.act ?? ''} className={fieldClass}>
          <option value="">everything</option>
          {acts.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className="text-xs text-muted">
        Result
        <select name="result" defaultValue={filters.result ?? ''} className={fieldClass}>
          <option value="">both</option>
          <option value="done">done</option>
          <option value="refused">refused</option>
        </select>
      </label>
      <label className="text-xs text-muted">
        Who, or to what
        <input
          type="search"
          name="text"
          defaultValue={filters.text ?? ''}
          maxLength={200}
          className={fieldClass}
        />
      </label>
      <SubmitButton look="beside">Filter</SubmitButton>
    </form>
  );
}
