import type { TicketDetails } from '../../src/shared/results/ticket/ticket-details.ts';
import { color } from '../charts/theme.ts';
import { element, setAttribute, setText } from '../dom/element.ts';
import { formatCount } from '../format.ts';
import { noteWords, pictureWords, pixelRange, type Pixels, pixelStrength, pixelWords } from './pixel-words.ts';
import { t } from '../../src/shared/text/language.ts';
import { plural } from '../../src/shared/text/plural.ts';

interface PixelPicture {
  readonly element: HTMLElement;
  draw(ticket: TicketDetails | null): void;
}

/**
 * How many connections of each input pixel survive, as an image: which pixels the ticket still uses.
 * @param besideFilters Whether the filters of a convolution are to be seen there already, so that nothing is said of pixels.
 */
export function pixelPicture(besideFilters = false): PixelPicture {
  const canvas = element('canvas', { class: 'pixels', role: 'img' });
  const round = element('span', { class: 'dim' });
  const [minimum, maximum] = [element('span'), element('span')];
  const scale = element('div', { class: 'pixel-scale' }, minimum, element('span', { class: 'pixel-ramp' }), maximum);
  const note = element('p', { class: 'dim' });
  let shown: Pixels | null = null;
  canvas.addEventListener('pointermove', (event) => (canvas.title = shown ? wordsAt(shown, canvas, event) : ''));
  const head = element('figcaption', { class: 'chart-head' }, element('h2', {}, t('Pixels that still matter')), round);
  const figure = element('figure', { class: 'pixel-map' }, head, canvas, scale, note);
  return {
    element: figure,
    draw(ticket) {
      figure.hidden = besideFilters && ticket?.layers[0]?.kind === 'convolution';
      shown = ticket?.pixelMap ?? null;
      canvas.hidden = scale.hidden = shown === null;
      setText(round, ticket ? t('round {0}', ticket.round) : '');
      setText(note, noteWords(ticket));
      if (!shown) return;
      const { least, most } = pixelRange(shown);
      setText(minimum, formatCount(least));
      setText(maximum, plural(most, { one: '{0} connections', other: '{0} connections' }));
      setAttribute(canvas, 'aria-label', pictureWords(shown));
      paint(canvas, shown);
    },
  };
}

const wordsAt = (pixels: Pixels, { clientWidth, clientHeight }: HTMLElement, { offsetX, offsetY }: PointerEvent): string =>
  pixelWords(pixels, offsetX / clientWidth, offsetY / clientHeight);

function paint(canvas: HTMLCanvasElement, pixels: Pixels): void {
  const { width, height, counts } = pixels;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, width, height);
  context.fillStyle = color('--hue-blue');
  const range = pixelRange(pixels);
  counts.forEach((count, index) => {
    context.globalAlpha = pixelStrength(count, range);
    context.fillRect(index % width, Math.floor(index / width), 1, 1);
  });
}
