import { answer } from '#app/api/v1/answer.ts';
import { respondPicture } from '#app/draw-picture.tsx';
import { pictureOfPorts } from '#components/share/prepare-picture.ts';
import { listPorts } from '#lib/db/read/list-ports.ts';
import { pageDatabase } from '#lib/db/read/page-database.ts';

/** The overview, for where its address is pasted. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () =>
    respondPicture(request, pictureOfPorts(await listPorts(pageDatabase(), new Date()))),
  );
}
