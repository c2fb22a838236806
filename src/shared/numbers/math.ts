/** exp, log and cosine of our own: those of `Math` may differ between engines, these are sums and products only. */

const ln2High = 6.9314718036912381649e-1;
const ln2Low = 1.90821492927058770002e-10;
const sqrt2 = 1.4142135623730951;

const words = new DataView(new ArrayBuffer(8));

/** Splits a normal positive number into `mantissa * 2^exponent`, mantissa in [1, 2). */
function split(x: number): { mantissa: number; exponent: number } {
  words.setFloat64(0, x);
  const high = words.getUint32(0);
  words.setUint32(0, (high & 0x000fffff) | 0x3ff00000);
  return { mantissa: words.getFloat64(0), exponent: (high >>> 20) - 1023 };
}

/** 2^k for -1022 <= k <= 1023. */
function powerOfTwo(k: number): number {
  words.setUint32(0, (k + 1023) << 20);
  words.setUint32(4, 0);
  return words.getFloat64(0);
}

/** log(1 + f) for 1 + f in [sqrt(1/2), sqrt(2)] (fdlibm's e_log.c: minimax polynomial in s = f / (2 + f)). */
function logNearOne(f: number, exponent: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940941908 + w * (0.2222219843214978396 + w * 0.1531383769920937332));
  const odd = z * (0.666666666666673513 + w * (0.2857142874366239149 + w * (0.1818357216161805012 + w * 0.1479819860511658591)));
  const half = 0.5 * f * f;
  return exponent * ln2High - (half - (s * (half + even + odd) + exponent * ln2Low) - f);
}

/** Natural logarithm, within 1 ulp. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  // Subnormals are scaled into the normal range first.
  if (x < 2.2250738585072014e-308) return log(x * 18014398509481984) - 54 * 0.6931471805599453;
  const { mantissa, exponent } = split(x);
  return mantissa > sqrt2 ? logNearOne(mantissa * 0.5 - 1, exponent + 1) : logNearOne(mantissa - 1, exponent);
}

/** exp(r) for |r| <= ln(2) / 2, r = high - low (fdlibm's e_exp.c). */
function expReduced(high: number, low: number): number {
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 + t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  return 1 - (low - (r * c) / (2 - c) - high);
}

/** e to the power x, within 1 ulp; 0 below the normal range. */
export function exp(x: number): number {
  if (x !== x) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -708) return 0;
  const k = Math.floor(x * 1.4426950408889634 + 0.5);
  const value = expReduced(x - k * ln2High, k * ln2Low);
  return k === 1024 ? value * 2 * powerOfTwo(1023) : value * powerOfTwo(k);
}

/** cos(x) for 0 <= x <= pi / 4 (fdlibm's k_cos.c: minimax polynomial in x^2). */
function cosineNearZero(x: number): number {
  const z = x * x;
  const tail =
    z *
    (4.16666666666666019037e-2 +
      z *
        (-1.38888888888741095749e-3 +
          z *
            (2.48015872894767294178e-5 +
              z * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11)))));
  const half = 0.5 * z;
  const whole = 1 - half;
  return whole + (1 - whole - half + z * tail);
}

/** sin(x) for 0 <= x <= pi / 4 (fdlibm's k_sin.c). */
function sineNearZero(x: number): number {
  const z = x * x;
  const tail =
    8.33333333332248946124e-3 +
    z * (-1.98412698298579493134e-4 + z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  return x + z * x * (-1.66666666666666324348e-1 + z * tail);
}

export const pi = 3.141592653589793;

/** cos(pi x) for 0 <= x <= 1, within 2.3e-16; exactly 1, 0 and -1 at 0, 1/2 and 1. */
export function cosineOfHalfTurns(x: number): number {
  // Both differences are exact, so that the halves are mirror images of each other.
  if (x > 0.5) return -cosineOfHalfTurns(1 - x);
  return x > 0.25 ? sineNearZero(pi * (0.5 - x)) : cosineNearZero(pi * x);
}
