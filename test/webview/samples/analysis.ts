import { analyseTicket } from '../../../src/lottery/analysis/analyse-ticket.ts';
import type { TicketAnalysis } from '../../../src/shared/results/ticket/ticket-analysis.ts';

/** A small layer and a smaller one, with weights as of a bell and of what training makes of it. */
export function sampleAnalysis(ticket: string): TicketAnalysis {
  const shapes = [
    ['fc1', 60, 196],
    ['fc2', 10, 60],
  ] as const;
  const build = (value: (index: number, inputs: number) => number) =>
    new Map(shapes.map(([name, units, inputs]) => [`${name}.weight`, { shape: [units, inputs], data: tensor(units, inputs, value) }]));
  const bell = (index: number): number => 0.06 * (Math.sin(index * 12.9) + Math.sin(index * 78.2) + Math.sin(index * 37.7));
  const initial = build(bell);
  const trained = build((index) => bell(index) * 1.9 + 0.04 * Math.sign(bell(index)));
  // The first tenth of the inputs has lost everything.
  const kept = (index: number, inputs: number): number => (index % inputs >= inputs / 10 && Math.abs(bell(index)) > 0.05 ? 1 : 0);
  const masks = new Map([...build(kept)].map(([name, { shape, data }]) => [name, { shape, data: Uint8Array.from(data) }]));
  return { schemaVersion: 1, ticket, layers: analyseTicket(masks, initial, trained) };
}

const tensor = (units: number, inputs: number, value: (index: number, inputs: number) => number): Float32Array =>
  Float32Array.from({ length: units * inputs }, (_, index) => value(index, inputs));
