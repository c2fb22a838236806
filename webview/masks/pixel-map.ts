import type { TicketDetails } from '../../src/shared/results/experiment.ts';
import { element, setAttribute, setText } from '../dom/element.ts';
import { formatCount } from '../format.ts';
import { color } from '../charts/theme.ts';

type Pixels = NonNullable<TicketDetails['pixelMap']>;

interface PixelMap {
  readonly element: HTMLElement;
  draw(ticket: TicketDetails | null): void;
}

/** How many connections of each input pixel survive: what the ticket still looks at. */
export function pixelMap(): PixelMap {
  const canvas = element('canvas', { class: 'pixels', role: 'img' });
  const place = element('span', { class: 'dim' });
  const maximum = element('span');
  const scale = element('div', { class: 'pixel-scale' }, element('span', {}, '0'), element('span', { class: 'pixel-ramp' }), maximum);
  const note = element('p', { class: 'dim' });
  let shown: Pixels | null = null;
  canvas.addEventListener('pointermove', (event) => (canvas.title = shown ? pixelWords(shown, canvas, event) : ''));
  const head = element('figcaption', { class: 'chart-head' }, element('h2', {}, 'Pixels that still matter'), place);
  return {
    element: element('figure', { class: 'pixel-map' }, head, canvas, scale, note),
    draw(ticket) {
      shown = ticket?.pixelMap ?? null;
      canvas.hidden = scale.hidden = shown === null;
      setText(place, ticket ? `round ${ticket.round}` : '');
      setText(note, noteWords(ticket));
      if (!shown) return;
      setText(maximum, formatCount(Math.max(...shown.counts)));
      setAttribute(canvas, 'aria-label', description(shown));
      paint(canvas, shown);
    },
  };
}

function noteWords(ticket: TicketDetails | null): string {
  if (!ticket) return 'Appears with the first trained ticket.';
  if (ticket.pixelMap) return `surviving connections per input pixel, trial ${ticket.trial}`;
  if (ticket.layers[0]?.kind === 'convolution')
    return 'The first layer is a convolution, which sees all pixels alike; Layers shows its filters.';
  return 'The data of this experiment are not images.';
}

function description({ counts, width, height }: Pixels): string {
  const alive = counts.filter((count) => count > 0).length;
  return `${alive} of ${width * height} pixels are still connected; at most ${Math.max(...counts)} connections.`;
}

function paint(canvas: HTMLCanvasElement, { width, height, counts }: Pixels): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, width, height);
  context.fillStyle = color('--series-ticket');
  const most = Math.max(1, ...counts);
  counts.forEach((count, index) => {
    context.globalAlpha = count / most;
    context.fillRect(index % width, Math.floor(index / width), 1, 1);
  });
}

function pixelWords({ width, height, counts }: Pixels, canvas: HTMLCanvasElement, event: PointerEvent): string {
  const column = Math.min(width - 1, Math.floor((event.offsetX / canvas.clientWidth) * width));
  const row = Math.min(height - 1, Math.floor((event.offsetY / canvas.clientHeight) * height));
  return `row ${row + 1}, column ${column + 1}: ${counts[row * width + column] ?? 0} connections`;
}
