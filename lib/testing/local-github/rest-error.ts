// GitHub's error answers for REST, with the body that its clients look into.
import type { components } from '@octokit/openapi-types';
import { ANONYMOUS, type Credential } from './quota.ts';
import { jsonReply, type Reply } from './reply.ts';

type BasicError = components['schemas']['basic-error'];

export function errorReply(status: number, message: string): Reply {
  const body: BasicError = {
    message,
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  };
  return jsonReply(status, body);
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
export function primaryLimitReply(credential: Credential): Reply {
  const body: BasicError = {
    message:
      credential === ANONYMOUS
        ? "API rate limit exceeded for 127.0.0.1. (But here's the good news: Authenticated requests get a higher rate limit. Check out the documentation for more details.)"
        : 'API rate limit exceeded for user ID 1. If you reach out to GitHub Support for help, please include the request ID.',
    documentation_url:
      'https://docs.github.com/rest/overview/resources-in-the-rest-api#rate-limiting',
  };
  return jsonReply(403, body);
}

/** `url` is where the repository answers now. */
export function movedReply(url: string): Reply {
  const body: BasicError = {
    message: 'Moved Permanently',
    url,
    documentation_url:
      'https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects',
  };
  return jsonReply(301, body, { location: url });
}
