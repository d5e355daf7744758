import { Notice } from '#components/ui/notice.tsx';

/** Said before somebody fills in a form that would be refused. */
export function FreshNotice({
  isFresh,
  returnTo,
}: {
  readonly isFresh: boolean;
  readonly returnTo: string;
}) {
  if (isFresh) return null;
  return (
    <Notice sentence="Changing roles and secrets needs a sign-in of the last 15 minutes.">
      <a href={`/sign-in?${new URLSearchParams({ next: returnTo })}`} className="link">
        Sign in again
      </a>
    </Notice>
  );
}
