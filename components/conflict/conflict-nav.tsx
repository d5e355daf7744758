import { NeighbourNav } from '#components/ui/neighbour-nav.tsx';

/** To the conflicts before and after in the same rehearsal. */
export function ConflictNav({
  paths,
  path,
  urlOf,
}: {
  readonly paths: readonly string[];
  readonly path: string;
  readonly urlOf: (path: string) => string;
}) {
  const at = paths.indexOf(path);
  if (paths.length < 2) return null;
  const neighbour = (other: string | undefined) =>
    other === undefined ? null : { title: other, href: urlOf(other) };
  return (
    <NeighbourNav
      label="Conflicts of this rehearsal"
      place={`${at + 1} of ${paths.length} in conflict`}
      previous={neighbour(paths[at - 1])}
      next={neighbour(paths[at + 1])}
    />
  );
}
