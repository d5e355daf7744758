import { TextField } from '#components/ui/text-field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

import { FollowWish } from './follow-wish.tsx';
import type { Wish } from './subscribe-url.ts';
import { WishFields } from './wish-fields.tsx';

/** One form with two ends: to be sent it by mail, and to see what it would have sent and the feeds that have it. */
export function SubscribeForm({
  wish,
  ports,
  lines,
  canMail,
  typed,
}: {
  readonly wish: Wish;
  readonly ports: readonly { readonly slug: string; readonly name: string }[];
  readonly lines: readonly string[];
  readonly canMail: boolean;
  /** What was refused just now. */
  readonly typed: URLSearchParams | undefined;
}) {
  return (
    <form
      id="wish"
      action={canMail ? '/subscribe/ask' : '/subscribe'}
      method={canMail ? 'post' : 'get'}
      className="mt-4 space-y-4"
    >
      <FollowWish formId="wish" />
      <WishFields wish={wish} ports={ports} lines={lines} />
      {canMail && (
        <div className="max-w-96">
          <TextField
            label="Your mail address"
            name="address"
            type="email"
            autoComplete="email"
            maxLength={254}
            typed={typed}
            hint="A mail asks you first: nothing else is sent before you have confirmed it."
          />
        </div>
      )}
      <div className="flex flex-wrap gap-3">
        {canMail && <SubmitButton look="main">Subscribe by mail</SubmitButton>}
        <button
          type="submit"
          formAction={canMail ? '/subscribe/show' : '/subscribe'}
          formNoValidate
          className="inline-flex h-9 shrink-0 items-center rounded-md border border-edge px-3.5 text-sm font-medium text-ink hover:bg-soft"
        >
          Show what this would have sent
        </button>
      </div>
    </form>
  );
}
