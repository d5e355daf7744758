import { answerForPort } from '#app/api/v1/answer-for-port.ts';
import { respondPicture } from '#app/draw-picture.tsx';
import type { PortParams } from '#app/page-props.ts';
import { readGlance } from '#app/ports/[port]/read-glance.ts';
import { pictureOfPort } from '#components/share/prepare-picture.ts';

/** The port's page, for where its address is pasted. */
export function GET(
  request: Request,
  { params }: { readonly params: PortParams },
): Promise<Response> {
  return answerForPort(request, params, async (port) =>
    respondPicture(request, pictureOfPort(port, await readGlance(port))),
  );
}
