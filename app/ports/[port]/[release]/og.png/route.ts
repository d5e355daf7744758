import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { respondProblem } from '#app/api/v1/respond.ts';
import { decodeParam } from '#app/decode-param.ts';
import { respondPicture } from '#app/draw-picture.tsx';
import type { RebaseParams } from '#app/page-props.ts';
import { pictureOfRebase } from '#components/share/prepare-picture.ts';
import { getRebase } from '#lib/db/read/get-rebase.ts';
import { listRebases } from '#lib/db/read/list-rebases.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

/** The rebase's page, for where its address is pasted; "?revision=" as there. */
export function GET(
  request: Request,
  { params }: { readonly params: RebaseParams },
): Promise<Response> {
  return answerForPort(request, params, async (port) => {
    const db = pageDatabase();
    const release = decodeParam((await params).release);
    const revision = new URL(request.url).searchParams.get('revision');
    const [lookup, rebases] = await Promise.all([
      getRebase(db, port.id, { release, revision }),
      listRebases(db, port.id),
    ]);
    if (lookup.kind !== 'found') {
      return respondProblem({
        title: 'No such rebase',
        status: 404,
        detail: `${port.name} has no such rebase on ${JSON.stringify(release)}.`,
      });
    }
    const { rebase } = lookup.detail;
    const shown = rebases.filter(
      (each) => each.deletedAt === null || each.release === rebase.release,
    );
    return respondPicture(request, pictureOfRebase(port, rebase, shown));
  });
}
