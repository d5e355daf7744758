import { answer } from '#app/api/v1/answer.ts';
import { findPort } from '#app/api/v1/find-port.ts';
import { respondPreflight } from '#app/api/v1/respond.ts';
import { answerFeed } from '#app/feeds/answer-feed.ts';
import type { PortParams } from '#app/page-props.ts';

export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answer(request, async () => {
    const found = await findPort((await params).port);
    return found.kind === 'unknown' ? found.response : answerFeed(request, 'atom', found.port);
  });
}

export const OPTIONS = respondPreflight;
