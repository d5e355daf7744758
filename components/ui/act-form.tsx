import { SubmitButton } from './submit-button.tsx';

/** One button that does one thing; works without scripts. */
export function ActForm({
  action,
  fields,
  label,
  about,
  look = 'small',
}: {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly label: string;
  /** What it is done to, for those who hear the button alone. */
  readonly about?: string;
  readonly look?: 'small' | 'plain' | 'main';
}) {
  return (
    <form method="post" action={action} className="inline-flex">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton look={look} {...(about === undefined ? {} : { label: `${label}: ${about}` })}>
        {label}
      </SubmitButton>
    </form>
  );
}
