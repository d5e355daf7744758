import type { Metadata } from 'next';

import { readKeptForm } from '#app/kept-form.ts';
import type { SearchParams } from '#app/page-props.ts';
import { readViewer } from '#app/read-viewer.ts';
import { readSettings } from '#app/settings.ts';
import { GithubButton } from '#components/account/github-button.tsx';
import { SignOutButton } from '#components/account/sign-out-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { AUTH_PATH } from '#lib/auth/create-auth.ts';
import { ownPath } from '#lib/auth/own-path.ts';

import { describeSignInProblem } from './problems.ts';

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } };

export default async function SignInPage({
  searchParams,
}: {
  readonly searchParams: SearchParams;
}) {
  const [viewer, { error, next: asked, refused }] = await Promise.all([readViewer(), searchParams]);
  const kept = await readKeptForm(refused);
  const settings = readSettings();
  const next = ownPath(typeof asked === 'string' ? asked : null, '/settings');
  const hasGithub = settings.githubClientId !== null && settings.githubClientSecret !== null;
  return (
    <main id="main" className="page">
      <div className="mx-auto max-w-[420px] pt-4 sm:pt-12">
        <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
        <p className="mt-1 text-muted">
          For maintainers and administrators. Everything that is measured can be read without an
          account.
        </p>
        {typeof error === 'string' && <Notice sentence={describeSignInProblem(error)} isProblem />}
        {viewer !== null && (
          <Notice sentence={`You are signed in as ${viewer.actor.name}.`}>
            <span className="flex gap-3">
              <a href={next} className="link self-center">
                Go on
              </a>
              <SignOutButton look="small" />
            </span>
          </Notice>
        )}
        {hasGithub ? (
          <form method="post" action="/sign-in/github" className="mt-6">
            <input type="hidden" name="next" value={next} />
            <GithubButton>Sign in with GitHub</GithubButton>
          </form>
        ) : (
          <EmptyState title="Sign-in with GitHub is not set up">
            <p>
              Whoever runs this installation makes an OAuth app at{' '}
              <a href={`${settings.githubServerUrl}/settings/applications/new`} className="link">
                {new URL(settings.githubServerUrl).host}
              </a>{' '}
              with the callback address
            </p>
            <p>
              <code className="wrap-anywhere text-ink">{`${settings.baseUrl}${AUTH_PATH}/callback/github`}</code>
            </p>
            <p>
              and starts this program with its <code>GITHUB_CLIENT_ID</code> and{' '}
              <code>GITHUB_CLIENT_SECRET</code>.
            </p>
          </EmptyState>
        )}
        <details
          className="group mt-6 border-t border-hairline pt-5"
          open={!hasGithub || kept !== null}
        >
          <summary className="text-sm font-medium text-muted hover:text-ink">
            With the password of the first administrator
          </summary>
          <form method="post" action="/sign-in/password" className="mt-4 space-y-4">
            <input type="hidden" name="next" value={next} />
            <TextField
              label="E-mail address"
              name="email"
              type="email"
              autoComplete="username"
              typed={kept?.typed}
            />
            <TextField
              label="Password"
              name="password"
              type="password"
              autoComplete="current-password"
            />
            <SubmitButton look="main">Sign in</SubmitButton>
          </form>
        </details>
      </div>
    </main>
  );
}
