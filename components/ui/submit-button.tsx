import type { ComponentProps } from 'react';

/** Sends the form it stands in. `isMain`: what the form is for. */
export function SubmitButton({
  isMain = false,
  ...props
}: Omit<ComponentProps<'button'>, 'type' | 'className'> & { readonly isMain?: boolean }) {
  return (
    <button
      type="submit"
      className={
        isMain
          ? 'h-8 rounded-md border border-ink bg-ink px-3 text-xs font-medium text-ground hover:opacity-90'
          : 'h-8 rounded-md border border-edge bg-ground px-3 text-xs text-ink hover:bg-soft'
      }
      {...props}
    />
  );
}
