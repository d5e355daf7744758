import { respondPreflight } from '#app/api/v1/respond.ts';
import { answerFeed } from '#app/feeds/answer-feed.ts';

export function GET(request: Request): Promise<Response> {
  return answerFeed(request, 'json', null);
}

export const OPTIONS = respondPreflight;
