/** The kernels' exp for x <= 0, one number at a time: every operation rounded to single precision. */
const f = Math.fround;
const coefficients = [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1].map(f);

export function expSingle(argument: number): number {
  const clamped = Math.max(f(argument), -87);
  const n = Math.floor(f(f(clamped * f(1.44269504088896341)) + 0.5));
  const x = f(f(clamped - f(n * f(0.693359375))) - f(n * f(-2.1219444e-4)));
  const polynomial = coefficients.reduce((sum, coefficient, place) => (place === 0 ? coefficient : f(f(sum * x) + coefficient)), 0);
  const value = f(f(f(polynomial * f(x * x)) + x) + 1);
  return f(value * 2 ** n);
}
