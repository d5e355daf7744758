import { respondJson, respondPreflight } from '#app/api/v1/respond.ts';
import { readSettings } from '#app/settings.ts';
import { makeOpenApi } from '#lib/domain/openapi-v1.ts';

/** Made when it is asked for: it names the address that readers use. */
export function GET(request: Request): Response {
  return respondJson(request, makeOpenApi(readSettings().baseUrl));
}

export const OPTIONS = respondPreflight;
