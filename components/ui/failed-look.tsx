import { PageLink } from './page-link.tsx';

/** What describeFailedLook says, and where the rest is. */
export function FailedLook({ sentence }: { readonly sentence: string }) {
  return (
    <>
      {sentence} See the{' '}
      <PageLink href="/status" className="link">
        status
      </PageLink>
      .
    </>
  );
}
