import type { TicketDetails } from '../../src/shared/results/experiment.ts';

export type Pixels = NonNullable<TicketDetails['pixelMap']>;

/** The caption: which ticket is seen, or why there is no picture. */
export function noteWords(ticket: TicketDetails | null): string {
  if (!ticket) return 'Appears with the first trained ticket.';
  if (ticket.pixelMap) return `surviving connections per input pixel, trial ${ticket.trial}`;
  if (ticket.layers[0]?.kind === 'convolution')
    return 'The first layer is a convolution, which sees all pixels alike; Layers shows its filters.';
  return 'The data of this experiment are not images.';
}

/** The picture in words, for those who do not see it. */
export function pictureWords({ counts, width, height }: Pixels): string {
  const alive = counts.filter((count) => count > 0).length;
  return `${alive} of ${width * height} pixels are still connected; at most ${Math.max(...counts)} connections.`;
}

/** The pixel at a place of the picture. @param across, down Fractions 0..1 of the picture's width and height. */
export function pixelWords({ width, height, counts }: Pixels, across: number, down: number): string {
  const column = Math.min(width - 1, Math.floor(across * width));
  const row = Math.min(height - 1, Math.floor(down * height));
  return `row ${row + 1}, column ${column + 1}: ${counts[row * width + column] ?? 0} connections`;
}
