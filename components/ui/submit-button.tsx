import type { ReactNode } from 'react';

const looks = {
  main: 'bg-ink text-ground hover:opacity-90 border-ink',
  plain: 'border-edge text-ink hover:bg-soft',
  /** In a row of a table, where many of them stand together. */
  small: 'border-hairline text-muted hover:border-edge hover:text-ink',
  /** In a row with fields, as high as they are. */
  beside: 'border-edge text-ink hover:bg-soft',
} as const;

const sizes: Readonly<Record<keyof typeof looks, string>> = {
  main: 'h-9 px-3.5 text-sm font-medium',
  plain: 'h-9 px-3.5 text-sm font-medium',
  small: 'h-7 px-2 text-xs',
  beside: 'h-8 px-2.5 text-xs font-medium',
};

/** Sends the form it is in. */
export function SubmitButton({
  children,
  look = 'plain',
  name,
  value,
  label,
}: {
  readonly children: ReactNode;
  readonly look?: keyof typeof looks;
  readonly name?: string;
  readonly value?: string;
  /** What it does, where its text alone does not say on what. */
  readonly label?: string;
}) {
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-label={label}
      className={`inline-flex shrink-0 items-center rounded-md border whitespace-nowrap ${sizes[look]} ${looks[look]}`}
    >
      {children}
    </button>
  );
}
