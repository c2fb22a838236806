import { productsFrom } from './winograd-gradient';

/** 4 outputs x 4 inputs: 16 accumulators, 8 where V8 pairs them. Adds products of tiles, in order, to sums by lane. */
function block(m: usize, v: usize, stride: usize, count: usize, sums: usize, row: usize): void {
  const s1 = sums + row, s2 = s1 + row, s3 = s2 + row;
  let c00 = v128.load(sums), c01 = v128.load(sums, 16), c02 = v128.load(sums, 32), c03 = v128.load(sums, 48);
  let c10 = v128.load(s1), c11 = v128.load(s1, 16), c12 = v128.load(s1, 32), c13 = v128.load(s1, 48);
  let c20 = v128.load(s2), c21 = v128.load(s2, 16), c22 = v128.load(s2, 32), c23 = v128.load(s2, 48);
  let c30 = v128.load(s3), c31 = v128.load(s3, 16), c32 = v128.load(s3, 32), c33 = v128.load(s3, 48);
  const m2 = 2 * stride, m3 = 3 * stride;
  for (const end = m + (count << 4); m < end; m += 16) {
    const a = v128.load(v), b = v128.load(v, 16), c = v128.load(v, 32), d = v128.load(v, 48);
    let s = v128.load(m);
    c00 = f32x4.add(c00, f32x4.mul(s, a));
    c01 = f32x4.add(c01, f32x4.mul(s, b));
    c02 = f32x4.add(c02, f32x4.mul(s, c));
    c03 = f32x4.add(c03, f32x4.mul(s, d));
    s = v128.load(m + stride);
    c10 = f32x4.add(c10, f32x4.mul(s, a));
    c11 = f32x4.add(c11, f32x4.mul(s, b));
    c12 = f32x4.add(c12, f32x4.mul(s, c));
    c13 = f32x4.add(c13, f32x4.mul(s, d));
    s = v128.load(m + m2);
    c20 = f32x4.add(c20, f32x4.mul(s, a));
    c21 = f32x4.add(c21, f32x4.mul(s, b));
    c22 = f32x4.add(c22, f32x4.mul(s, c));
    c23 = f32x4.add(c23, f32x4.mul(s, d));
    s = v128.load(m + m3);
    c30 = f32x4.add(c30, f32x4.mul(s, a));
    c31 = f32x4.add(c31, f32x4.mul(s, b));
    c32 = f32x4.add(c32, f32x4.mul(s, c));
    c33 = f32x4.add(c33, f32x4.mul(s, d));
    v += 64;
  }
  v128.store(sums, c00);
  v128.store(sums, c01, 16);
  v128.store(sums, c02, 32);
  v128.store(sums, c03, 48);
  v128.store(s1, c10);
  v128.store(s1, c11, 16);
  v128.store(s1, c12, 32);
  v128.store(s1, c13, 48);
  v128.store(s2, c20);
  v128.store(s2, c21, 16);
  v128.store(s2, c22, 32);
  v128.store(s2, c23, 48);
  v128.store(s3, c30);
  v128.store(s3, c31, 16);
  v128.store(s3, c32, 32);
  v128.store(s3, c33, 48);
}

/** `winogradProducts` with the same bits for V8s that pair vector operations, 4 inputs at a time; 2 that are left over are its own. */
export function winogradProductsPaired(dm: usize, v: usize, stride: usize, count: usize, outputs: usize, inputs: usize, sums: usize): void {
  const row = inputs << 4, fours = inputs & ~3;
  for (let c: usize = 0; c < fours; c += 4) {
    for (let o: usize = 0; o < outputs; o += 4) block(dm + o * stride, v + c * stride, stride, count, sums + o * row + (c << 4), row);
  }
  if (fours < inputs) productsFrom(fours, dm, v, stride, count, outputs, inputs, sums);
}
