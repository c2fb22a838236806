/** 20 samples of one input. */
// @ts-ignore: decorator
@inline
function pass5(values: usize, entry: usize, end: usize, dy: usize, out: usize): void {
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0;
  for (; entry < end; entry += 8) {
    const w = v128.load32_splat(values + <usize>load<u32>(entry));
    const p = dy + <usize>load<u32>(entry, 4);
    c0 = f32x4.add(c0, f32x4.mul(w, v128.load(p)));
    c1 = f32x4.add(c1, f32x4.mul(w, v128.load(p, 16)));
    c2 = f32x4.add(c2, f32x4.mul(w, v128.load(p, 32)));
    c3 = f32x4.add(c3, f32x4.mul(w, v128.load(p, 48)));
    c4 = f32x4.add(c4, f32x4.mul(w, v128.load(p, 64)));
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  v128.store(out, c2, 32);
  v128.store(out, c3, 48);
  v128.store(out, c4, 64);
}

/** 16 samples of one input. */
// @ts-ignore: decorator
@inline
function pass4(values: usize, entry: usize, end: usize, dy: usize, out: usize): void {
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0;
  for (; entry < end; entry += 8) {
    const w = v128.load32_splat(values + <usize>load<u32>(entry));
    const p = dy + <usize>load<u32>(entry, 4);
    c0 = f32x4.add(c0, f32x4.mul(w, v128.load(p)));
    c1 = f32x4.add(c1, f32x4.mul(w, v128.load(p, 16)));
    c2 = f32x4.add(c2, f32x4.mul(w, v128.load(p, 32)));
    c3 = f32x4.add(c3, f32x4.mul(w, v128.load(p, 48)));
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  v128.store(out, c2, 32);
  v128.store(out, c3, 48);
}

/**
 * `out[k][s] = sum over survivors j ascending of value * dy[j][s]`, from +0.
 * `live`: the inputs that want one; `starts` by input; `entries`: pairs (position of the value * 4, j * stride).
 */
export function sparseInputGradient(
  starts: usize, entries: usize, values: usize, dy: usize, out: usize, stride: usize, width: usize, live: usize, liveCount: usize,
): void {
  const fives = width % 80 == 0;
  for (const last = live + (liveCount << 2); live < last; live += 4) {
    const k = <usize>load<u32>(live);
    const entry = entries + (<usize>load<u32>(starts + (k << 2)) << 3);
    const end = entries + (<usize>load<u32>(starts + (k << 2), 4) << 3);
    const row = out + k * stride;
    if (fives) for (let at: usize = 0; at < width; at += 80) pass5(values, entry, end, dy + at, row + at);
    else for (let at: usize = 0; at < width; at += 64) pass4(values, entry, end, dy + at, row + at);
  }
}
