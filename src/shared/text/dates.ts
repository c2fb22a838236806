/** Points in time, given in milliseconds since 1970. */

const two = (value: number): string => String(value).padStart(2, '0');

/** For programs: "2026-11-30T14:05:09.000Z". */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** For people, by the clock on their wall: "2026-11-30 15:05". */
export function localTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  const day = [String(date.getFullYear()), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
