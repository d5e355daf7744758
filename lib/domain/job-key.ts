// Names of jobs by which others than their makers find them in the queue.

/** Reading the patch of the file at a place of a revision's patch. */
export function readPatchKey(revisionId: number, position: number): string {
  return `read-patch:${revisionId}:${position}`;
}

/** Reading the conflicts of one rehearsal. */
export function readConflictsKey(rehearsalId: number): string {
  return `read-conflicts:${rehearsalId}`;
}
