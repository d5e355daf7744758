import { EmptyState } from '#components/ui/empty-state.tsx';

export function EmptyPorts() {
  return (
    <EmptyState title="No port is known yet">
      <p>
        Ports are listed in <code>prisma/ports.json</code>: name the fork, its GOOS and the pattern
        of its release branches there, and start the program again. It then clones upstream and the
        fork, measures every release, and shows them here.
      </p>
    </EmptyState>
  );
}
