import type { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';

import { NotFoundHelp } from '#components/site/not-found-help.tsx';

declare global {
  /** The answer that is being made; lib/jobs/web-server.js keeps it. */
  var tidemarkAnswer: AsyncLocalStorage<ServerResponse> | undefined;
}

/**
 * What a page returns for what is not there: 404, with what there is instead. Next's own notFound() answers with an empty page that
 * only scripts fill (https://github.com/vercel/next.js/issues/62228).
 */
export function NoSuchPage() {
  const answer = globalThis.tidemarkAnswer?.getStore();
  if (answer !== undefined && !answer.headersSent) answer.statusCode = 404;
  return (
    <>
      <meta name="robots" content="noindex" />
      <NotFoundHelp />
    </>
  );
}
