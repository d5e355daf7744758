import { SubmitButton } from '#components/ui/submit-button.tsx';

import { firstOrders, type OverviewChoice } from './overview-url.ts';

/** Works without scripts: it is a form whose answer is the same page at another address. */
export function PortFilter({
  choice: { state, q, sort, order },
}: {
  readonly choice: OverviewChoice;
}) {
  return (
    // What is typed and not yet sent must not outlive the address that it was sent to.
    <form key={q} action="/" className="flex items-end gap-2">
      {state !== null && <input type="hidden" name="state" value={state} />}
      {sort !== 'need' && <input type="hidden" name="sort" value={sort} />}
      {order !== firstOrders[sort] && <input type="hidden" name="order" value={order} />}
      <input
        type="search"
        name="q"
        aria-label="Find ports"
        placeholder="Name, fork or GOOS"
        defaultValue={q}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        className="h-7 w-48 rounded-md border border-edge bg-ground px-2.5 text-xs text-ink placeholder:text-muted"
      />
      <SubmitButton look="small">Filter</SubmitButton>
    </form>
  );
}
