import { CopyButton } from '#components/ui/copy-button.tsx';
import { type ApiAddress, exampleOf } from '#lib/domain/api-addresses.ts';
import { assertNever } from '#lib/domain/assert-never.ts';

/** One address: what it answers, what may be asked of it, what can go wrong, and a command that asks. */
export function AddressSection({
  address,
  baseUrl,
  known,
}: {
  readonly address: ApiAddress;
  readonly baseUrl: string;
  /** Values of parameters that lead somewhere here, by name. */
  readonly known: Readonly<Record<string, string>>;
}) {
  const { id, path, summary, parameters, problems } = address;
  const command = `curl -s ${baseUrl}${exampleOf(address, known)}`;
  return (
    <section
      aria-labelledby={id}
      className="grid grid-cols-[minmax(0,1fr)] gap-x-10 border-t border-hairline py-5 lg:grid-cols-[26rem_minmax(0,1fr)]"
    >
      <h3 id={id} className="font-mono text-xs leading-6 font-semibold wrap-anywhere">
        <a href={`#${id}`} className="hover:underline">
          {path}
        </a>
      </h3>
      <div className="max-lg:mt-1">
        <p>{summary}.</p>
        <dl className="mt-2 space-y-1 text-sm">
          {parameters.map(({ name, in: place, description, values }) => (
            <div key={name}>
              <dt className="inline font-mono text-xs">{place === 'query' ? `?${name}=` : name}</dt>{' '}
              <dd className="inline text-muted">
                {description}
                {values !== null && (
                  <span className="font-mono text-xs"> {values.join(' · ')}</span>
                )}
              </dd>
            </div>
          ))}
          <div>
            <dt className="inline font-mono text-xs">200</dt>{' '}
            <dd className="inline text-muted">
              <Answer answer={address.answer} />
            </dd>
          </div>
          {problems.map(({ status, when }) => (
            <div key={status}>
              <dt className="inline font-mono text-xs">{status}</dt>{' '}
              <dd className="inline text-muted">{when}</dd>
            </div>
          ))}
        </dl>
        <div className="mt-3 flex max-w-3xl items-center gap-3 rounded-md bg-soft py-1.5 pr-1.5 pl-3">
          <code className="min-w-0 grow font-mono text-xs wrap-anywhere">{command}</code>
          <CopyButton text={command} what={command} />
        </div>
      </div>
    </section>
  );
}

function Answer({ answer }: Pick<ApiAddress, 'answer'>) {
  switch (answer.kind) {
    case 'json':
      return (
        <>
          JSON:{' '}
          <a href={`#${answer.shape}`} className="link text-ink">
            {answer.shape}
          </a>
        </>
      );
    case 'csv':
      return `CSV: a header row, then ${answer.rows}.`;
    case 'openapi':
      return 'JSON, made from the shapes below.';
    default:
      return assertNever(answer);
  }
}
