import type { TicketDetails } from '../../src/shared/results/ticket/ticket-details.ts';
import { formatCount } from '../format.ts';
import { t } from '../../src/shared/text/language.ts';
import { plural } from '../../src/shared/text/plural.ts';

export type Pixels = NonNullable<TicketDetails['pixelMap']>;

/** Fewest and most connections of a pixel. */
export const pixelRange = ({ counts }: Pixels): { readonly least: number; readonly most: number } => ({
  least: Math.min(...counts),
  most: Math.max(...counts),
});

/** How strongly a pixel is coloured, 0..1: from the fewest connections to the most, so that small differences are seen. Without connections it has none. */
export function pixelStrength(count: number, { least, most }: { readonly least: number; readonly most: number }): number {
  if (count === 0) return 0;
  return least === most ? 0.6 : 0.08 + (0.92 * (count - least)) / (most - least);
}

/** The caption: which ticket is seen, or why there is no picture. */
export function noteWords(ticket: TicketDetails | null): string {
  if (!ticket) return t('Appears with the first trained ticket.');
  if (ticket.pixelMap) return t('surviving connections per input pixel, trial {0}', ticket.trial);
  if (ticket.layers[0]?.kind === 'convolution')
    return t('The first layer is a convolution, which sees all pixels alike; Masks and Layers show its filters.');
  return t('The data of this experiment are not images.');
}

/** The picture in words, for those who do not see it. */
export function pictureWords(pixels: Pixels): string {
  const { counts, width, height } = pixels;
  const alive = counts.filter((count) => count > 0).length;
  const { least, most } = pixelRange(pixels);
  const range =
    least === most
      ? plural(most, { one: '{0} connections each', other: '{0} connections each' })
      : t('{0} to {1} connections each', formatCount(least), formatCount(most));
  return t('{0} of {1} pixels are still connected; {2}.', alive, width * height, range);
}

/** The pixel at a place of the picture. @param across, down Fractions 0..1 of the picture's width and height. */
export function pixelWords({ width, height, counts }: Pixels, across: number, down: number): string {
  const column = Math.min(width - 1, Math.floor(across * width));
  const row = Math.min(height - 1, Math.floor(down * height));
  const connections = plural(counts[row * width + column] ?? 0, { one: '{0} connections', other: '{0} connections' });
  return t('row {0}, column {1}: {2}', row + 1, column + 1, connections);
}
