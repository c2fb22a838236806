/** 16-bit floats as PyTorch exports them; every one of their values is an F32 exactly. */

const bits = new DataView(new ArrayBuffer(4));

/** bfloat16 is the upper half of an F32. */
export function bfloat16ToFloat32(half: number): number {
  bits.setUint32(0, half << 16);
  return bits.getFloat32(0);
}

/** IEEE 754 binary16: 1 sign, 5 exponent and 10 mantissa bits; below 2^-14 it counts in steps of 2^-24. */
export function float16ToFloat32(half: number): number {
  const exponent = (half >> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  const negative = (half & 0x8000) !== 0;
  if (exponent === 0) return (negative ? -1 : 1) * mantissa * 5.9604644775390625e-8;
  const widened = exponent === 0x1f ? 0xff : exponent + 112;
  bits.setUint32(0, (negative ? 0x80000000 : 0) | (widened << 23) | (mantissa << 13));
  return bits.getFloat32(0);
}
