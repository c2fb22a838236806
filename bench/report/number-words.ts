/** Three figures that mean something, no exponent. */
export function figure(value: number | null): string {
  if (value === null || Number.isNaN(value)) return '-';
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export const percent = (share: number | null): string => (share === null ? '-' : `${(100 * share).toFixed(0)} %`);
