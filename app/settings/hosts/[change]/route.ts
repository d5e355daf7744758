import { performAct } from '#app/perform-act.ts';
import { respondRefused } from '#app/respond-to-act.ts';
import { allowHost, disallowHost } from '#lib/db/write/change-allowed-hosts.ts';
import { parseAllowedHost } from '#lib/domain/allowed-host.ts';

interface Context {
  readonly params: Promise<{ readonly change: string }>;
}

const unknown = { kind: 'impossible', status: 404, sentence: 'There is no such act.' } as const;
const noHost = {
  kind: 'impossible',
  status: 422,
  sentence: 'That is no host: write it like chat.example.org or matrix.internal:8448.',
} as const;

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { change } = await params;
  if (change !== 'host-add' && change !== 'host-remove') return respondRefused(request, unknown);
  return await performAct(request, { act: change, page: '/settings/hosts' }, async ({ form }) => {
    const host = parseAllowedHost(form.get('host') ?? '');
    if (host === null) return noHost;
    return {
      kind: 'planned',
      subject: { kind: 'installation' },
      target: `host:${host}`,
      run: async (tx, { actor, now }) => {
        const isChanged =
          change === 'host-add'
            ? await allowHost(tx, { host, addedById: actor.userId, addedAt: now })
            : await disallowHost(tx, host);
        const query = new URLSearchParams({ done: change, host });
        return {
          kind: 'done',
          goTo: `/settings/hosts?${query}`,
          body: { outcome: isChanged ? 'changed' : 'unchanged' },
        };
      },
    };
  });
}
