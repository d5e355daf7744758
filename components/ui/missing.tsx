/** Not measured, never blank and never 0: a dash whose reason shows on hover and focus, and is read aloud. */
export function Missing({ why }: { readonly why: string }) {
  return (
    <button
      type="button"
      className="group relative inline-block min-w-6 cursor-help leading-6 [text-align:inherit] text-muted"
      aria-label={why}
    >
      <span aria-hidden="true">–</span>
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-full z-10 mr-2 hidden w-max max-w-80 -translate-y-1/2 rounded-md border border-hairline bg-float px-2 py-1 text-left text-xs whitespace-normal text-ink shadow-md group-hover:block group-focus-visible:block"
      >
        {why}
      </span>
    </button>
  );
}
