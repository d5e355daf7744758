'use client';

import { type RefObject, useState } from 'react';

const formats = ['svg', 'png'] as const;

/** The chart as a picture; what draws it is loaded when it is asked for. */
export function ChartDownloads({
  figure,
  file,
}: {
  readonly figure: RefObject<HTMLElement | null>;
  /** Name of the file without its ending. */
  readonly file: string;
}) {
  const [complaint, setComplaint] = useState<string | null>(null);
  return (
    <>
      {formats.map((format) => (
        <button
          key={format}
          type="button"
          className="link"
          onClick={() => {
            setComplaint(null);
            void import('./save-chart.ts')
              .then(({ saveChart }) => saveChart(figure.current, { file, format }))
              .then(
                (saved) => setComplaint(saved ? null : 'The chart is not drawn yet.'),
                () => setComplaint('The picture could not be made.'),
              );
          }}
        >
          {format.toUpperCase()}
        </button>
      ))}
      {/* Takes no room in the row as long as it says nothing. */}
      <output className="empty:absolute">{complaint}</output>
    </>
  );
}
