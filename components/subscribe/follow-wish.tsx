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
    let shown = readWish(form);
    const follow = () => {
      const wish = readWish(form);
      if (wish === shown) return;
      shown = wish;
      router.replace(wish === '' ? '/subscribe' : `/subscribe?${wish}`, { scroll: false });
    };
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
