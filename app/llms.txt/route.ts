import { answer } from '#app/api/v1/answer.ts';
import { respond, respondPreflight } from '#app/api/v1/respond.ts';
import { readSettings } from '#app/settings.ts';
import { listPortPages } from '#lib/db/read/list-port-pages.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';
import { API_ADDRESSES } from '#lib/domain/api-addresses.ts';

/** What a language model should know before it reads on: https://llmstxt.org/ */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const ports = await listPortPages(pageDatabase());
    const { baseUrl } = readSettings();
    const link = (path: string, title: string) => `[${title}](${baseUrl}${path})`;
    const lines = [
      '# Tidemark',
      '',
      '> What it costs to carry a port of Go outside golang/go, release by release: how large the patch is, what it is made of, what conflicts with upstream, and what will.',
      '',
      'Every number comes from plain git on two commits and can be made again. "not measured" (null in the API) is not 0. A rebase is a port as published for one release of Go; a forecast is its patch merged, in memory, onto something newer of upstream. Take numbers from the API rather than from the pages.',
      '',
      '## Ports',
      '',
      ...ports.map(
        ({ slug, name, summary, releases }) =>
          `- ${link(`/ports/${slug}`, escapeLabel(name))}: ${summary}; newest rebase ${releases[0] ?? 'none known'}; ${link(`/ports/${slug}/forecast`, 'forecast')}, ${link(`/ports/${slug}/backtest`, 'backtest')}`,
      ),
      '',
      '## How to read it',
      '',
      `- ${link('/method', 'Method')}: what each word means, and the git command behind each number`,
      `- ${link('/alerts', 'Alerts')}: what is wrong now`,
      '',
      '## API',
      '',
      `- ${link('/api/v1/openapi.json', 'OpenAPI 3.1')}: every address and shape`,
      ...API_ADDRESSES.filter(({ answer: { kind } }) => kind !== 'openapi').map(
        ({ path, summary }) => `- ${baseUrl}${path}: ${summary}`,
      ),
      '',
    ];
    return respond(request, lines.join('\n'), { 'Content-Type': 'text/plain; charset=utf-8' });
  });
}

export const OPTIONS = respondPreflight;

function escapeLabel(text: string): string {
  return text.replaceAll(/[[\]\\]/g, String.raw`\$&`);
}
