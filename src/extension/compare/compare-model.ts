/** All that the page of a comparison shows, read from the stores. */
import { inOrder } from '../../shared/channel/in-order.ts';
import type { MaskedTicket } from '../../runs/library/store-reader.ts';
import type { ComparedItem, ComparedRef, ComparedTicket, CompareSnapshot, PairAgreement } from '../../shared/channel/compare-protocol.ts';
import { settingDifferences } from '../../shared/config/facts/setting-differences.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { ticketToShow } from '../../shared/results/ticket/ticket-to-show.ts';
import { folderLabels } from '../../shared/text/folder-labels.ts';
import { ownWords } from '../../shared/text/own-words.ts';
import type { Library } from '../experiments/library.ts';
import type { Stores } from '../experiments/stores.ts';
import { t } from '../../shared/text/language.ts';

/** An item with the mask that stays in the host. */
interface Loaded {
  readonly ref: ComparedRef;
  readonly document: ExperimentDocument;
  readonly masked: MaskedTicket | null;
}

const nameOf = ({ experiment, ticket }: ComparedRef): string => ticket ?? experiment;

/** Names, with the folder where two stores have the same. */
function labelsOf(refs: readonly ComparedRef[]): readonly string[] {
  const stores = [...new Set(refs.map(({ storeFolder }) => storeFolder))];
  const folders = folderLabels(stores);
  return refs.map((ref) => (stores.length > 1 ? `${nameOf(ref)} (${folders[stores.indexOf(ref.storeFolder)] ?? ''})` : nameOf(ref)));
}

function ticketOf({ masked }: Loaded): ComparedTicket | null {
  if (!masked) return null;
  const { ticket, trial, round, remaining, training } = masked.details;
  return { name: ticket, trial, round, remaining, training };
}

export class CompareModel {
  private loaded: readonly Loaded[] = [];
  private readonly inOrder = inOrder();

  constructor(
    readonly refs: readonly ComparedRef[],
    private readonly library: Library,
    private readonly stores: Stores,
  ) {}

  /** Reads everything anew; a later call never answers with what is older. */
  snapshot(): Promise<CompareSnapshot> {
    return this.inOrder(() => this.read());
  }

  private async read(): Promise<CompareSnapshot> {
    const results = await Promise.all(this.refs.map((ref) => this.load(ref)));
    const problems = results.filter((one) => typeof one === 'string');
    this.loaded = results.filter((one) => typeof one !== 'string');
    const labels = labelsOf(this.loaded.map(({ ref }) => ref));
    const items = this.loaded.map((one, index): ComparedItem => ({
      ref: one.ref,
      label: labels[index] ?? '',
      document: { ...one.document, retrainings: [] },
      ticket: ticketOf(one),
    }));
    const differences = settingDifferences(this.loaded.map(({ document }) => document.config));
    return { items, problems, differences, agreements: await this.agreements() };
  }

  async picture(a: number, b: number, layer: string) {
    const [first, second] = [this.loaded[a]?.masked, this.loaded[b]?.masked];
    if (!first || !second) throw new RangeError(t('There are no two tickets to draw.'));
    const { pictureOf } = await import('../../runs/library/tickets/compare-tickets.ts');
    return pictureOf(first.mask, second.mask, layer);
  }

  /** The ticket that stands for an item; null before it has any. */
  ticketAt(index: number): { readonly storeFolder: string; readonly ticket: string } | null {
    const item = this.loaded[index];
    return item?.masked ? { storeFolder: item.ref.storeFolder, ticket: item.masked.details.ticket } : null;
  }

  /** @returns a sentence where it cannot be read. */
  private async load(ref: ComparedRef): Promise<Loaded | string> {
    const document = await this.library.document(ref);
    if (!document) return t('{0} cannot be read.', nameOf(ref));
    const ticket = ref.ticket ?? ticketToShow(document);
    try {
      const store = await this.stores.at(ref.storeFolder);
      return { ref, document, masked: ticket === null ? null : await store.maskedTicket(ticket) };
    } catch (error) {
      return ref.ticket === null ? { ref, document, masked: null } : `${ref.ticket}: ${ownWords(error)}`;
    }
  }

  private async agreements(): Promise<readonly PairAgreement[]> {
    const { compareMasks } = await import('../../runs/library/tickets/compare-tickets.ts');
    return this.loaded.flatMap((first, a) =>
      this.loaded.slice(a + 1).flatMap((second, index): PairAgreement[] => {
        if (!first.masked || !second.masked) return [];
        return [{ a, b: a + 1 + index, layers: compareMasks(first.masked.mask, second.masked.mask) }];
      }),
    );
  }
}
