import type { Metadata } from 'next';

import { readKeptForm } from '#app/kept-form.ts';
import type { SearchParams } from '#app/page-props.ts';
import { readSettings } from '#app/settings.ts';
import { describeSetupProblem } from '#app/setup/problems.ts';
import { SetupFrame, VoidSetupLink } from '#app/setup/setup-frame.tsx';
import { GithubButton } from '#components/account/github-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { LEAST_PASSWORD_LENGTH, MOST_PASSWORD_LENGTH } from '#lib/auth/password-length.ts';
import { hashSetupToken } from '#lib/auth/setup-token.ts';
import { isSetupLinkOpen } from '#lib/db/read/is-setup-link-open.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

export const metadata: Metadata = { title: 'First administrator', robots: { index: false } };

export default async function SetupPage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ readonly token: string }>;
  readonly searchParams: SearchParams;
}) {
  const [{ token }, { problem, refused }] = await Promise.all([params, searchParams]);
  if (!(await isSetupLinkOpen(pageDatabase(), hashSetupToken(token), new Date()))) {
    return <VoidSetupLink />;
  }
  const kept = await readKeptForm(refused);
  const { githubClientId, githubClientSecret } = readSettings();
  return (
    <SetupFrame intro="Whoever uses this link first looks after this installation: its people, their roles, and what it may call. It works once.">
      {typeof problem === 'string' && <Notice sentence={describeSetupProblem(problem)} isProblem />}
      {githubClientId !== null && githubClientSecret !== null && (
        <form
          method="post"
          action={`/setup/${token}/github`}
          className="mt-6 border-b border-hairline pb-6"
        >
          <GithubButton>Be the administrator with GitHub</GithubButton>
        </form>
      )}
      <form method="post" action={`/setup/${token}/password`} className="mt-6 space-y-4">
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          maxLength={100}
          typed={kept?.typed}
        />
        <TextField
          label="E-mail address"
          name="email"
          type="email"
          autoComplete="username"
          typed={kept?.typed}
          hint="What you sign in with. No mail is sent to it."
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={LEAST_PASSWORD_LENGTH}
          maxLength={MOST_PASSWORD_LENGTH}
          hint={`At least ${LEAST_PASSWORD_LENGTH} characters, and none of the common ones. A few unrelated words do well.`}
        />
        <SubmitButton look="main">Make me the administrator</SubmitButton>
      </form>
    </SetupFrame>
  );
}
