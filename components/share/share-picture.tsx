import type { Picture } from './prepare-picture.ts';
import { pictureSize } from './picture-size.ts';

// A picture follows no theme: the light one's colours (app/globals.css).
const colours = {
  ground: '#ffffff',
  ink: '#16181d',
  muted: '#475467',
  hairline: '#e4e7ec',
  bar: '#9fcdf5',
  marked: '#0c5788',
} as const;

const padding = 56;
const chart = { width: pictureSize.width - 2 * padding, height: 150 } as const;

/** Of what `next/og` can lay out: flex boxes and svg, and no class names. */
export function SharePicture({ title, subtitle, statements, bars, caption }: Picture) {
  return (
    <div
      style={{
        width: '100%',
        height: '100%',
        display: 'flex',
        flexDirection: 'column',
        padding,
        background: colours.ground,
        color: colours.ink,
        fontFamily: 'Inter',
      }}
    >
      <div style={{ display: 'flex', justifyContent: 'space-between', fontSize: 24 }}>
        <span style={{ fontWeight: 600 }}>Tidemark</span>
        <span style={{ color: colours.muted }}>{cut(subtitle, 70)}</span>
      </div>
      <div style={{ marginTop: 22, fontSize: 52, fontWeight: 600, letterSpacing: -1.2 }}>
        {cut(title, 54)}
      </div>
      <div
        style={{
          display: 'flex',
          marginTop: 26,
          border: `1px solid ${colours.hairline}`,
          borderRadius: 12,
        }}
      >
        {statements.map(({ label, text }, index) => (
          <div
            key={label}
            style={{
              display: 'flex',
              flexDirection: 'column',
              flex: 1,
              padding: '18px 22px',
              borderLeft: index === 0 ? 'none' : `1px solid ${colours.hairline}`,
            }}
          >
            <span style={{ fontSize: 20, color: colours.muted }}>{cut(label, 36)}</span>
            <span style={{ marginTop: 6, fontSize: 27, fontWeight: 600, lineHeight: 1.25 }}>
              {cut(text, 68)}
            </span>
          </div>
        ))}
      </div>
      <div style={{ display: 'flex', flexDirection: 'column', marginTop: 'auto' }}>
        <Bars bars={bars} />
        <span style={{ marginTop: 12, fontSize: 20, color: colours.muted }}>{caption}</span>
      </div>
    </div>
  );
}

/** One for each rebase; a short mark under the axis where it is not measured. */
function Bars({ bars }: Pick<Picture, 'bars'>) {
  if (bars.length === 0) return null;
  const step = chart.width / bars.length;
  const width = Math.max(1, Math.min(40, step * 0.72));
  return (
    <svg width={chart.width} height={chart.height + 6}>
      {bars.map(({ share, isMarked }, index) => {
        const x = index * step + (step - width) / 2;
        const height = share === null ? 5 : Math.max(1, share * chart.height);
        return (
          <rect
            // Places in a row, each with its own meaning.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            x={x}
            y={share === null ? chart.height + 1 : chart.height - height}
            width={width}
            height={height}
            fill={share === null ? colours.muted : isMarked ? colours.marked : colours.bar}
          />
        );
      })}
      <rect x="0" y={chart.height} width={chart.width} height="1" fill={colours.hairline} />
    </svg>
  );
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}
