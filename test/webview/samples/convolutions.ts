/** The two convolutions of Conv-2 as they are after some rounds: filters of uneven size, two of them gone. */
import { analyseTicket } from '../../../src/lottery/analysis/analyse-ticket.ts';
import { filterKernels } from '../../../src/lottery/analysis/filter-kernels.ts';
import type { FilterKernels, FilterPlace } from '../../../src/shared/results/ticket/filter-kernels.ts';
import type { TicketAnalysis } from '../../../src/shared/results/ticket/ticket-analysis.ts';

const shapes = { conv1: [64, 3, 3, 3], conv2: [64, 64, 3, 3], fc1: [10, 64] } as const;
type Name = keyof typeof shapes;

const bell = (index: number): number => 0.06 * (Math.sin(index * 12.9) + Math.sin(index * 78.2) + Math.sin(index * 37.7));
const after = (index: number): number => bell(index) * 1.9 + 0.04 * Math.sign(bell(index));

function tensors(name: Name) {
  const shape = shapes[name];
  const length = shape.reduce((product: number, side) => product * side, 1);
  const all = Array.from({ length }, (_, index) => index);
  const filterOf = (index: number): number => Math.floor(index / (length / shape[0]));
  const kept = (index: number): boolean => {
    const filter = filterOf(index);
    return filter !== 6 && filter !== 40 && Math.abs(bell(index)) > 0.04 + 0.05 * Math.abs(Math.sin(filter * 5.3));
  };
  // One survivor has been trained to almost nothing.
  const trained = (index: number): number => (index === 4 ? 1e-4 : after(index));
  return {
    mask: { shape, data: Uint8Array.from(all, (index) => (name === 'fc1' || index === 4 || kept(index) ? 1 : 0)) },
    initial: { shape, data: Float32Array.from(all, bell) },
    trained: { shape, data: Float32Array.from(all, trained) },
  };
}

export function sampleConvolutions(ticket: string): TicketAnalysis {
  const layers = (Object.keys(shapes) as Name[]).map((name) => ({ name: `${name}.weight`, ...tensors(name) }));
  const of = <Part extends 'mask' | 'initial' | 'trained'>(part: Part) =>
    new Map(layers.map((layer) => [layer.name, layer[part]] as const));
  return { schemaVersion: 1, ticket, layers: analyseTicket(of('mask'), of('initial'), of('trained')) };
}

export const sampleKernels = (place: FilterPlace): FilterKernels => filterKernels(tensors(place.layer as Name), place);
