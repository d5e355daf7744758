import { useId } from 'react';

/** A line to type into, with its name above and what it is for below. */
export function TextField({
  label,
  name,
  type = 'text',
  hint,
  autoComplete,
  minLength,
  maxLength,
  placeholder,
  defaultValue,
  typed,
  isRequired = true,
}: {
  readonly label: string;
  readonly name: string;
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'date';
  readonly hint?: string;
  readonly autoComplete?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly defaultValue?: string;
  /** What a form that was refused had, which comes before `defaultValue`. */
  readonly typed?: URLSearchParams | undefined;
  readonly isRequired?: boolean;
}) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        name={name}
        type={type}
        required={isRequired}
        autoComplete={autoComplete ?? 'off'}
        minLength={minLength}
        maxLength={maxLength}
        placeholder={placeholder}
        defaultValue={typed?.get(name) ?? defaultValue}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className="mt-1 h-9 w-full rounded-md border border-edge bg-ground px-2.5 text-base text-ink placeholder:text-muted"
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
