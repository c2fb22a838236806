import type { LayerDetails, TicketDetails } from '../../src/shared/results/ticket/ticket-details.ts';
import { ownWords } from '../../src/shared/text/own-words.ts';
import { element, setText } from '../dom/element.ts';
import { selectField } from '../dom/select-field.ts';
import { newest } from '../model/newest.ts';
import type { Panel } from '../model/panel.ts';
import { type LayerBits, survivorsOf } from './layer/layer-bits.ts';
import { kernelSize, matrixLayout, type MaskLayout, tileLayout, type TileSize } from './layer/mask-layout.ts';
import { MaskLoader } from './layer/mask-loader.ts';
import { type MaskOrder, similarOrder, sortedOrder, storedOrder } from './layer/mask-order.ts';
import { MaskPicture } from './layer/mask-picture.ts';
import { survivorWords } from './layer/mask-words.ts';
import { trialPairs } from './overlap-words.ts';
import { trialOverlap } from './trial-overlap.ts';
import { unitTable } from './layer/unit-table.ts';
import { t } from '../../src/shared/text/language.ts';

const orders = { stored: storedOrder, sorted: sortedOrder, similar: similarOrder };
type OrderName = keyof typeof orders;
type Arrangement = OrderName | 'tiles';

const arrangements = (): readonly (readonly [OrderName, string])[] => [
  ['stored', t('as in the network')],
  ['sorted', t('most connected first')],
  ['similar', t('similar ones together')],
];

/** Orders are those of one mask, and drawn with many others. */
const knownOrders = new WeakMap<LayerBits, Map<OrderName, MaskOrder>>();

function orderOf(mask: LayerBits, name: OrderName): MaskOrder {
  const known = knownOrders.get(mask) ?? new Map<OrderName, MaskOrder>();
  knownOrders.set(mask, known);
  const order = known.get(name) ?? orders[name](mask);
  known.set(name, order);
  return order;
}

/** Which mask is shown, and how. */
interface Wanted {
  readonly trial: number;
  readonly round: number;
  readonly layer: string;
  readonly arrangement: Arrangement;
  readonly image: TileSize | null;
  /** The round whose mask the order is that of, so that nothing moves while one goes through the rounds. */
  readonly orderRound: number;
  /** The round before, whose mask tells what this one has pruned; null for the first. */
  readonly roundBefore: number | null;
}

interface Loaded {
  readonly wanted: Wanted;
  readonly mask: LayerBits;
  readonly before: LayerBits | null;
  readonly ordering: LayerBits;
}

function layoutOf({ wanted: { arrangement, image }, mask, ordering }: Loaded): { readonly layout: MaskLayout; readonly matrix: boolean } {
  const tile = kernelSize(mask.shape) ?? image;
  if (arrangement === 'tiles' && tile) return { layout: tileLayout(mask, tile), matrix: false };
  return { layout: matrixLayout(mask, orderOf(ordering, arrangement === 'tiles' ? 'stored' : arrangement)), matrix: true };
}

/** The images that a layer sees: those of the data, where it is the first one and fully connected. */
function imageOf({ pixelMap, layers }: TicketDetails, layer: LayerDetails): TileSize | null {
  if (!pixelMap || layer !== layers[0]) return null;
  const { width, height } = pixelMap;
  return { width, height, channels: (layer.shape[1] ?? 0) / (width * height) };
}

function choices(layer: LayerDetails, image: TileSize | null): readonly (readonly [Arrangement, string])[] {
  const tiles = layer.shape.length === 4 ? t('a kernel each') : t('an image of the inputs each');
  const plain = arrangements();
  if (layer.shape.length === 4) return [['tiles', tiles], ...plain];
  return image ? [...plain, ['tiles', tiles]] : plain;
}

/** Trials and rounds that have been trained. */
export interface Trained {
  readonly trial: number;
  /** Of that trial, in order. */
  readonly rounds: readonly number[];
  /** Trials that have the shown round too. */
  readonly trials: readonly number[];
  readonly planned: number;
}

/** The mask of a chosen layer as an image, in words and as a table, and how far the trials agree on it. */
export class MaskSection {
  private readonly loader: MaskLoader;
  private readonly picture = new MaskPicture();
  private readonly words = element('p', { class: 'mask-words' });
  private readonly problem = element('p', { class: 'empty-note', hidden: true });
  private readonly table = unitTable();
  private readonly overlap = trialOverlap();
  private readonly layer = selectField(t('Layer'), (maskLayer) => this.panel.change({ maskLayer }));
  private readonly order = selectField(t('Arrangement'), (maskOrder) => this.panel.change({ maskOrder }));
  private readonly panel: Panel;
  private readonly ask: (wanted: Wanted) => void;
  private asked = '';
  private drawn = '';
  readonly fields = [this.layer.element, this.order.element];
  readonly element = element('div', { class: 'mask-section' }, this.problem, this.picture.element, this.words);
  readonly details = [this.overlap.element, this.table.element];

  constructor(panel: Panel) {
    this.panel = panel;
    this.loader = new MaskLoader(panel);
    this.ask = newest(
      (wanted) => this.load(wanted),
      (loaded) => this.show(loaded),
      (error) => this.fail(error),
    );
  }

  /** Whether what was asked for is seen. */
  get ready(): boolean {
    return this.drawn === this.asked;
  }

  /** @param ticket Any one of the experiment: its layers are those of all. */
  draw(ticket: TicketDetails, round: number, trained: Trained): void {
    const { maskLayer, maskOrder } = this.panel.state;
    const layer = ticket.layers.find(({ name }) => name === maskLayer) ?? ticket.layers[0];
    if (!layer) return;
    const image = imageOf(ticket, layer);
    const possible = choices(layer, image);
    const arrangement = (possible.find(([name]) => name === maskOrder) ?? possible[0])?.[0] ?? 'stored';
    this.layer.draw(
      ticket.layers.map(({ name }) => [name, name]),
      layer.name,
    );
    this.order.draw(possible, arrangement);
    const roundBefore = trained.rounds.filter((other) => other < round).at(-1) ?? null;
    const orderRound = arrangement === 'sorted' || arrangement === 'similar' ? (trained.rounds.at(-1) ?? round) : round;
    this.request({ trial: trained.trial, round, layer: layer.name, arrangement, image, orderRound, roundBefore }, trained, ticket.maskHash);
    this.picture.redraw();
  }

  private request(wanted: Wanted, trained: Trained, hash: string | null): void {
    const key = JSON.stringify([wanted, trained.trials, trained.planned, hash]);
    if (key === this.asked) return;
    this.asked = key;
    this.ask(wanted);
    void this.compare(wanted, trained, key);
  }

  private async load(wanted: Wanted): Promise<Loaded> {
    const at = (round: number): Promise<LayerBits> => this.loader.load({ ...wanted, round });
    const before = wanted.roundBefore === null ? null : at(wanted.roundBefore);
    const [mask, ordering] = await Promise.all([at(wanted.round), at(wanted.orderRound)]);
    return { wanted, mask, ordering, before: await before };
  }

  private show(loaded: Loaded): void {
    const { mask, before, wanted } = loaded;
    const survivors = survivorsOf(mask);
    const words = survivorWords(survivors, mask.shape);
    this.problem.hidden = true;
    this.picture.element.hidden = this.words.hidden = false;
    this.picture.draw({
      mask,
      before,
      ...layoutOf(loaded),
      image: wanted.image,
      rows: survivors.rows,
      words: t('Mask of {0}. {1}', wanted.layer, words),
    });
    setText(this.words, words);
    this.table.draw(survivors, mask.shape);
    this.drawn = this.asked;
  }

  private fail(error: unknown): void {
    setText(this.problem, ownWords(error));
    this.problem.hidden = false;
    this.picture.element.hidden = this.words.hidden = true;
    // Asked again at the next update.
    this.asked = this.drawn = '';
  }

  private async compare(wanted: Wanted, { trials, planned }: Trained, key: string): Promise<void> {
    const masks = trials.map(async (trial) => ({ trial, mask: await this.loader.load({ ...wanted, trial }) }));
    const found = (await Promise.allSettled(masks)).flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    if (key === this.asked) this.overlap.draw(trialPairs(found), planned);
  }
}
