'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

import { parseWish, wishQuery } from './subscribe-url.ts';

/** Shows what the form asks for as soon as it is changed; without scripts its button does. The mail address goes nowhere. */
export function FollowWish({ formId }: { readonly formId: string }) {
  const router = useRouter();
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return undefined;
    let shown = wishQuery(parseWish(new URLSearchParams(window.location.search))).toString();
    const follow = () => {
      const wish = readWish(form);
      if (wish === shown) return;
      shown = wish;
      const query = new URLSearchParams(wish);
      // Of the form that was refused: with it would go the address that was typed.
      const refused = new URLSearchParams(window.location.search).get('refused');
      if (refused !== null) query.set('refused', refused);
      router.replace(query.size === 0 ? '/subscribe' : `/subscribe?${query}`, { scroll: false });
    };
    // What was chosen before the scripts had run stands in the form, and nobody has heard of it.
    follow();
    form.addEventListener('change', follow);
    return () => form.removeEventListener('change', follow);
  }, [router, formId]);
  return null;
}

function readWish(form: HTMLFormElement): string {
  const fields = [...new FormData(form)].filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
  return wishQuery(parseWish(new URLSearchParams(fields))).toString();
}
