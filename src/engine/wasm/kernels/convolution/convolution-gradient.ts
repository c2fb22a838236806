import { keep } from '../lanes';

/** 4 filters x 2 taps over the groups of one quad: products in the order of groups, rows, pixels. */
function pair(
  x0: usize, x1: usize, dy: usize, groups: usize, xGroup: usize, dyGroup: usize, plane: usize, rows: usize, columns: usize,
  xRow: usize, xStep: usize, dyRow: usize, gradient: usize, filterBytes: usize, filters: usize, isFirst: bool,
): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  const plane2 = 2 * plane, plane3 = 3 * plane, second = x1 - x0, width = columns << 4;
  for (let g: usize = 0; g < groups; g += 4) {
    for (let y: usize = 0; y < rows; y++) {
      let p = x0 + g * xGroup + y * xRow, d = dy + g * dyGroup + y * dyRow;
      for (const end = d + width; d < end; d += 16) {
        const a = v128.load(p), b = v128.load(p + second);
        let s = v128.load(d);
        c00 = f32x4.add(c00, f32x4.mul(s, a));
        c01 = f32x4.add(c01, f32x4.mul(s, b));
        s = v128.load(d + plane);
        c10 = f32x4.add(c10, f32x4.mul(s, a));
        c11 = f32x4.add(c11, f32x4.mul(s, b));
        s = v128.load(d + plane2);
        c20 = f32x4.add(c20, f32x4.mul(s, a));
        c21 = f32x4.add(c21, f32x4.mul(s, b));
        s = v128.load(d + plane3);
        c30 = f32x4.add(c30, f32x4.mul(s, a));
        c31 = f32x4.add(c31, f32x4.mul(s, b));
        p += xStep;
      }
    }
  }
  keep(gradient, c00, isFirst);
  if (second) keep(gradient + 4, c01, isFirst);
  if (filters > 1) { keep(gradient + filterBytes, c10, isFirst); if (second) keep(gradient + filterBytes + 4, c11, isFirst); }
  if (filters > 2) { keep(gradient + 2 * filterBytes, c20, isFirst); if (second) keep(gradient + 2 * filterBytes + 4, c21, isFirst); }
  if (filters > 3) { keep(gradient + 3 * filterBytes, c30, isFirst); if (second) keep(gradient + 3 * filterBytes + 4, c31, isFirst); }
}

/**
 * `gradient[o][tap] = sum over images and pixels of dy[o] * (x at the tap's place)`, in the order of lanes.ts: lane = image mod 16.
 * `groups` of 4 images; planes of `dy` for a multiple of 4 filters; `count` taps by byte offset.
 */
export function convolutionGradient(
  taps: usize, count: usize, x: usize, dy: usize, groups: usize, xGroup: usize, dyGroup: usize, filters: usize, plane: usize,
  rows: usize, columns: usize, xRow: usize, xStep: usize, dyRow: usize, gradient: usize,
): void {
  for (let quad: usize = 0; quad < 4; quad++) {
    const own = groups > quad ? groups - quad : 0;
    const xq = x + quad * xGroup, dq = dy + quad * dyGroup;
    for (let o: usize = 0; o < filters; o += 4) {
      const d = dq + o * plane, to = gradient + ((o * count) << 2);
      for (let k: usize = 0; k < count; k += 2) {
        const first = xq + <usize>load<u32>(taps + (k << 2));
        const second = k + 1 < count ? xq + <usize>load<u32>(taps + (k << 2), 4) : first;
        pair(
          first, second, d, own, xGroup, dyGroup, plane, rows, columns, xRow, xStep, dyRow, to + (k << 2), count << 2, filters - o,
          quad == 0,
        );
      }
    }
  }
}
