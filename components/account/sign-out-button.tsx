import { SubmitButton } from '#components/ui/submit-button.tsx';

export function SignOutButton({ look = 'plain' }: { readonly look?: 'plain' | 'small' }) {
  return (
    <form method="post" action="/sign-out">
      <SubmitButton look={look}>Sign out</SubmitButton>
    </form>
  );
}
