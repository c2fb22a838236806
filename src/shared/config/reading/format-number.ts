/** Whole numbers with commas between thousands, others as they are; not by locale, so that messages are the same everywhere. */
export function formatNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value).replace(/\B(?=(\d{3})+$)/g, ',') : String(value);
}
