// Names of jobs by which others than their makers find them in the queue.

/** Reading the conflicts of one rehearsal. */
export function readConflictsKey(rehearsalId: number): string {
  return `read-conflicts:${rehearsalId}`;
}
