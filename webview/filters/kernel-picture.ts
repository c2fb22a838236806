import type { FilterKernels, FilterPlace } from '../../src/shared/results/filter-kernels.ts';
import { element } from '../dom/element.ts';
import { setText } from '../dom/text.ts';
import type { Panel } from '../panel.ts';
import { kernelGrid } from './kernel-grid.ts';
import { kernelLegend } from './kernel-legend.ts';
import type { Which } from './kernel-words.ts';
import { newest } from './newest.ts';

interface Wanted {
  readonly ticket: string;
  readonly place: FilterPlace;
}

/** A page of kernels, asked for and drawn when it has come; what is drawn stays until then, so that nothing jumps. */
export class KernelPicture {
  private readonly grid = kernelGrid();
  private readonly legend = kernelLegend();
  private readonly picture = element('div', { hidden: true }, this.grid.element, this.legend.element);
  private readonly problem = element('p', { class: 'dim', hidden: true });
  private kernels: FilterKernels | null = null;
  private which: Which = 'initial';
  private asked = '';
  private readonly ask: (wanted: Wanted) => void;
  readonly element = element('div', {}, this.problem, this.picture);

  constructor(panel: Panel) {
    this.ask = newest(
      ({ ticket, place }) => panel.kernels(ticket, place),
      (found) => this.receive(found, null),
      (error) => this.receive(null, error),
    );
  }

  /** @param trained Whether the ticket is trained: once it is, there is more to ask for. */
  draw(wanted: Wanted, trained: boolean, which: Which): void {
    const key = JSON.stringify([wanted, trained]);
    if (which !== this.which) this.redraw(which);
    if (key === this.asked) return;
    this.asked = key;
    this.ask(wanted);
  }

  private receive(found: FilterKernels | null, error: unknown): void {
    this.kernels = found;
    if (!found) this.asked = '';
    this.problem.hidden = found !== null;
    if (!found) setText(this.problem, error instanceof Error ? error.message : String(error));
    this.redraw(this.which);
  }

  private redraw(which: Which): void {
    this.which = which;
    this.picture.hidden = this.kernels === null;
    if (!this.kernels) return;
    this.grid.draw(this.kernels, which);
    this.legend.draw(this.kernels, which);
  }
}
