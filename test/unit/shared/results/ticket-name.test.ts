import { expect, it } from 'vitest';
import type { ExperimentDocument } from '../../../../src/shared/results/experiment.ts';
import { ticketToShow } from '../../../../src/shared/results/ticket/ticket-to-show.ts';
import { parseTicketName, parseTicketPath, ticketIdOf, ticketName, ticketPath } from '../../../../src/shared/results/ticket-name.ts';

it('writes names that it reads, also where the experiment is called like a ticket', () => {
  const ticket = { experiment: 'my/odd name/trial-1', trial: 2, round: 3 };
  expect(ticketName(ticket)).toBe('my/odd name/trial-1/trial-2/round-03');
  expect(parseTicketName(ticketName(ticket))).toEqual(ticket);
  expect(parseTicketPath(ticketPath({ trial: 11, round: 100 }))).toEqual({ trial: 11, round: 100 });
});

it('takes a decomposed name for the same ticket', () => {
  expect(parseTicketName('Bu\u0308ro/trial-1/round-00')).toEqual({ experiment: 'B\u00fcro', trial: 1, round: 0 });
});

it.each(['lenet', 'trial-1/round-00', '/trial-1/round-00', 'lenet/trial-1/round-05/ticket', 'lenet/trial-x/round-05'])(
  'reads no ticket in %s',
  (name) => {
    expect(parseTicketName(name)).toBeNull();
    expect(() => ticketIdOf(name)).toThrow(`"${name}" names no ticket. A ticket is named like lenet/trial-1/round-05.`);
  },
);

const documentWith = (round: number | null, trained: readonly number[]): ExperimentDocument =>
  ({
    experiment: 'lenet',
    headline: { round },
    trainings: trained.map((at) => ({ trial: 1, series: 'ticket', round: at })),
  }) as unknown as ExperimentDocument;

it("shows the headline's ticket, else the last trained one", () => {
  expect(ticketToShow(documentWith(2, [0, 1, 2, 3]))).toBe('lenet/trial-1/round-02');
  expect(ticketToShow(documentWith(5, [0, 1]))).toBe('lenet/trial-1/round-01');
  expect(ticketToShow(documentWith(null, [0]))).toBe('lenet/trial-1/round-00');
  expect(ticketToShow(documentWith(null, []))).toBeNull();
});
