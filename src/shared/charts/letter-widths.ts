/** Widths of letters, measured or, where there is no browser, from a table. */

/** Of text in the figure's font. */
export type Measure = (text: string, bold?: boolean) => number;

/** Advance widths of Helvetica in thousandths of the font's size, from the space (32) to the tilde (126). Arial and Liberation Sans have the same. */
const helvetica: readonly number[] = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
  278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
  667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** Letters beyond ASCII, e.g. Cyrillic ones: their mean, and a little more. */
const other = 640;

/** A reader's own font may be wider than Helvetica, DejaVu Sans by a seventh; bold letters are wider still. */
const [slack, bold] = [1.15, 1.08];

/** @param size Of the font, in pixels. */
export function lettersWidth(text: string, size: number, isBold: boolean): number {
  let thousandths = 0;
  for (const letter of text) thousandths += helvetica[(letter.codePointAt(0) ?? 0) - 32] ?? other;
  return (thousandths / 1000) * size * slack * (isBold ? bold : 1);
}

/** The reader's own font, and else one of the table's widths. */
export const paperFonts = "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Helvetica, Arial, sans-serif";
