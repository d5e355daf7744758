import { Notice } from '#components/ui/notice.tsx';

import type { KeptForm } from './kept-form.ts';

/** Why the form that was just sent was refused; nothing where none was. */
export function RefusedNotice({ kept }: { readonly kept: KeptForm | null }) {
  if (kept === null || kept.sentence === null) return null;
  return <Notice sentence={kept.sentence} isProblem />;
}
