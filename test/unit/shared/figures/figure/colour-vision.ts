/** Contrast and distance of colours, for tests: WCAG 2.2's contrast ratio, OKLab (Ottosson 2020), colour vision (Machado et al. 2009). */
type Triple = readonly [number, number, number];

const channel = (hex: string, at: number): number => {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

const linear = (hex: string): Triple => [channel(hex, 1), channel(hex, 3), channel(hex, 5)];
const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const times = (rows: readonly [Triple, Triple, Triple], color: Triple): Triple => [
  dot(rows[0], color),
  dot(rows[1], color),
  dot(rows[2], color),
];

const luminance = (hex: string): number => dot([0.2126, 0.7152, 0.0722], linear(hex));

export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const identity = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const;

/** Linear RGB as people without one kind of cone see it. */
export const visions = {
  usual: identity,
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
} as const;

function oklab(color: Triple): Triple {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    color,
  ).map(Math.cbrt) as unknown as Triple;
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

/** How far two colours lie apart in OKLab; about 0.02 is just seen. */
export function distance(a: string, b: string, vision: keyof typeof visions = 'usual'): number {
  const [p, q] = [a, b].map((hex) =>
    oklab(times(visions[vision], linear(hex)).map((value) => Math.max(0, value)) as unknown as Triple),
  ) as [Triple, Triple];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}
