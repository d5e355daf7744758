// Measures colours as eyes do: contrast by WCAG, distance in OKLab, for full and for each lack of colour vision.

/** Red, green and blue of sRGB, 0 to 1. */
export type Rgb = readonly [number, number, number];

type Matrix = readonly [Rgb, Rgb, Rgb];

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB: https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html */
const lacks: readonly Matrix[] = [
  [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
];

const identity: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** WCAG 2 contrast ratio, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(a: Rgb, b: Rgb): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The smallest distance in OKLab (times 100) over full colour vision and the three ways to lack a part of it. */
export function worstDistance(a: Rgb, b: Rgb): number {
  return Math.min(
    ...[identity, ...lacks].map((matrix) =>
      distance(toOklab(apply(matrix, toLinear(a))), toOklab(apply(matrix, toLinear(b)))),
    ),
  );
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = toLinear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toLinear([red, green, blue]: Rgb): Rgb {
  return [linear(red), linear(green), linear(blue)];
}

function linear(channel: number): number {
  return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function apply([first, second, third]: Matrix, colour: Rgb): Rgb {
  return [clamp(dot(first, colour)), clamp(dot(second, colour)), clamp(dot(third, colour))];
}

function dot(a: Rgb, b: Rgb): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** https://bottosson.github.io/posts/oklab/ */
function toOklab(colour: Rgb): Rgb {
  const cones: Rgb = [
    Math.cbrt(dot([0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9], colour)),
    Math.cbrt(dot([0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6], colour)),
    Math.cbrt(dot([0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5], colour)),
  ];
  return [
    dot([0.210_454_255_3, 0.793_617_785, -0.004_072_046_8], cones),
    dot([1.977_998_495_1, -2.428_592_205, 0.450_593_709_9], cones),
    dot([0.025_904_037_1, 0.782_771_766_2, -0.808_675_766], cones),
  ];
}

function distance(a: Rgb, b: Rgb): number {
  return 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
