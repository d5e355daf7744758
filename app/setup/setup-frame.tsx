import type { ReactNode } from 'react';

export function SetupFrame({
  intro,
  children,
}: {
  readonly intro: string;
  readonly children?: ReactNode;
}) {
  return (
    <main id="main" className="page">
      <div className="mx-auto max-w-[420px] pt-4 sm:pt-12">
        <h1 className="text-2xl font-semibold tracking-tight">The first administrator</h1>
        <p className="mt-1 text-muted">{intro}</p>
        {children}
      </div>
    </main>
  );
}

export function VoidSetupLink() {
  return (
    <SetupFrame intro="This link was used, or it has run out, or the program was started again since. The newest start printed a new one, if there is no administrator yet." />
  );
}
