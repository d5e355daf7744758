import { CopyButton } from '#components/ui/copy-button.tsx';

export function ShownSecret({ secret }: { readonly secret: string }) {
  return (
    <div className="mt-5 max-w-prose rounded-md border border-hairline bg-soft p-3.5 text-sm">
      <p>The secret that messages are signed with. It is shown this once:</p>
      <p className="mt-2 flex items-center gap-2.5">
        <code className="wrap-anywhere">{secret}</code>
        <CopyButton text={secret} what="the secret" />
      </p>
    </div>
  );
}
