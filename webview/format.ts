/** Numbers of `shared/format.ts` without their units, which the panel sets small and dim, and what only the panel says. */
import { formatRemainingNumber } from '../src/shared/text/format.ts';

export { formatAccuracyNumber as formatAccuracy, formatCount, formatThreeDigits } from '../src/shared/text/format.ts';

/** 0.2107 -> "21.1", 0.003 -> "0.30", 0 -> "0". */
export const formatRemaining = (fraction: number): string => (fraction === 0 ? '0' : formatRemainingNumber(fraction));

/** For the head of a column. */
export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Numbers stay with their percent signs, and with what they count. */
export const unbroken = (text: string): string => text.replace(/(?<=\d) (?=[%\p{L}])/gu, '\u00a0');
