import { keep } from '../lanes';

/** 6 survivors of one filter: the gradient of the output is loaded once for all. */
function six(
  tap: usize, x: usize, dy: usize, groups: usize, xGroup: usize, dyGroup: usize, rows: usize, columns: usize, xRow: usize,
  xStep: usize, dyRow: usize, gradient: usize, isFirst: bool,
): void {
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0;
  const t0 = <usize>load<u32>(tap), t1 = <usize>load<u32>(tap, 4), t2 = <usize>load<u32>(tap, 8);
  const t3 = <usize>load<u32>(tap, 12), t4 = <usize>load<u32>(tap, 16), t5 = <usize>load<u32>(tap, 20);
  for (let g: usize = 0; g < groups; g += 4) {
    for (let y: usize = 0; y < rows; y++) {
      let p = x + g * xGroup + y * xRow, d = dy + g * dyGroup + y * dyRow;
      for (const end = d + (columns << 4); d < end; d += 16) {
        const s = v128.load(d);
        c0 = f32x4.add(c0, f32x4.mul(s, v128.load(p + t0)));
        c1 = f32x4.add(c1, f32x4.mul(s, v128.load(p + t1)));
        c2 = f32x4.add(c2, f32x4.mul(s, v128.load(p + t2)));
        c3 = f32x4.add(c3, f32x4.mul(s, v128.load(p + t3)));
        c4 = f32x4.add(c4, f32x4.mul(s, v128.load(p + t4)));
        c5 = f32x4.add(c5, f32x4.mul(s, v128.load(p + t5)));
        p += xStep;
      }
    }
  }
  keep(gradient, c0, isFirst);
  keep(gradient + 4, c1, isFirst);
  keep(gradient + 8, c2, isFirst);
  keep(gradient + 12, c3, isFirst);
  keep(gradient + 16, c4, isFirst);
  keep(gradient + 20, c5, isFirst);
}

function one(
  x: usize, dy: usize, groups: usize, xGroup: usize, dyGroup: usize, rows: usize, columns: usize, xRow: usize, xStep: usize,
  dyRow: usize, gradient: usize, isFirst: bool,
): void {
  let c = f32x4.splat(0);
  for (let g: usize = 0; g < groups; g += 4) {
    for (let y: usize = 0; y < rows; y++) {
      let p = x + g * xGroup + y * xRow, d = dy + g * dyGroup + y * dyRow;
      for (const end = d + (columns << 4); d < end; d += 16) {
        c = f32x4.add(c, f32x4.mul(v128.load(d), v128.load(p)));
        p += xStep;
      }
    }
  }
  keep(gradient, c, isFirst);
}

/** As `convolutionGradient`, `gradient[survivor]` only, in the same order and so with the same bits; `starts`: each filter's first. */
export function sparseConvolutionGradient(
  starts: usize, taps: usize, x: usize, dy: usize, groups: usize, xGroup: usize, dyGroup: usize, filters: usize, plane: usize,
  rows: usize, columns: usize, xRow: usize, xStep: usize, dyRow: usize, gradient: usize,
): void {
  for (let quad: usize = 0; quad < 4; quad++) {
    const own = groups > quad ? groups - quad : 0;
    const xq = x + quad * xGroup, dq = dy + quad * dyGroup;
    for (let o: usize = 0; o < filters; o++) {
      const d = dq + o * plane, end = <usize>load<u32>(starts + (o << 2), 4);
      let k = <usize>load<u32>(starts + (o << 2));
      for (; k + 6 <= end; k += 6)
        six(taps + (k << 2), xq, d, own, xGroup, dyGroup, rows, columns, xRow, xStep, dyRow, gradient + (k << 2), quad == 0);
      for (; k < end; k++)
        one(
          xq + <usize>load<u32>(taps + (k << 2)), d, own, xGroup, dyGroup, rows, columns, xRow, xStep, dyRow, gradient + (k << 2),
          quad == 0,
        );
    }
  }
}
