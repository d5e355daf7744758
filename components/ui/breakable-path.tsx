import { Fragment } from 'react';

/** A path that breaks after a slash rather than within a name; what is copied from the page holds nothing that is not there. */
export function BreakablePath({ path }: { readonly path: string }) {
  if (!path.includes('/')) return path;
  return path.split('/').map((part, index) => (
    // A path never changes in place.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {index > 0 && (
        <>
          /<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}
