import { describe, expect, it } from 'vitest';
import { curveFigure } from '../../../src/shared/figures/curve-figure.ts';
import { noRound, roundLabel, roundsShown } from '../../../webview/curves/round-curves.ts';
import type { TicketDetails } from '../../../src/shared/results/ticket/ticket-details.ts';
import { ticketFigure, ticketTitle } from '../../../webview/ticket/ticket-curves.ts';
import { sampleDocument } from '../../webview/samples/document.ts';
import { sampleTicket } from '../../webview/samples/ticket.ts';

const document = sampleDocument();

describe('the rounds whose curves are shown', () => {
  it('are the dense network and the round of the headline until someone chooses', () => {
    expect(roundsShown(document, [])).toEqual([0, 7]);
    expect(roundsShown(sampleDocument({ rounds: 3 }), [])).toEqual([0, 2]);
  });

  it('are the chosen ones, of those that there are', () => {
    expect(roundsShown(document, [3, 99])).toEqual([3]);
    expect(roundsShown(document, [99])).toEqual([0, 7]);
    expect(roundsShown(null, [1])).toEqual([]);
  });

  it('are none where one has taken all of them away', () => {
    expect(roundsShown(document, [noRound])).toEqual([]);
  });

  it('are called by their size', () => {
    expect([roundLabel(0, 1), roundLabel(3, 0.5128)]).toEqual(['dense', '51.3 %']);
  });
});

it('the curves of rounds keep their look whatever else is shown', () => {
  const line = (chosen: readonly number[]) => curveFigure(document, chosen).lines.find(({ key }) => key === '3-ticket');
  expect(line([3])?.color).toBe(line([0, 1, 2, 3])?.color);
  expect(line([3])?.points).toBe(line([0, 3])?.points);
});

describe("a ticket's curves", () => {
  const ticket = sampleTicket('lenet-mnist/trial-1/round-07', document);

  it('stand beside those of its controls and the dense network, under the name of the ticket', () => {
    const figure = ticketFigure(ticket, 'test', ['randomMask']);
    expect(figure.id).toBe('trial-1-round-07');
    expect(figure.caption).toContain('lenet-mnist/trial-1/round-07');
    expect(figure.lines.map(({ key, label, color }) => [key, label, color])).toEqual([
      ['ticket', 'ticket', 'ticket'],
      ['randomReinit', 'random reinitialisation', 'randomReinit'],
      ['dense', 'dense network', 'dim'],
    ]);
  });

  it('of the dense network is drawn once', () => {
    const dense = sampleTicket('lenet-mnist/trial-1/round-00', document);
    expect(ticketFigure(dense, 'test', []).lines.map(({ key, label }) => [key, label])).toEqual([['ticket', 'dense network']]);
  });

  it('say what is drawn, no more', () => {
    const words = (one: TicketDetails) => {
      const { title, caption } = ticketFigure(one, 'test', []);
      return [ticketTitle(one), title, caption];
    };
    const dense = sampleTicket('lenet-mnist/trial-1/round-00', document);
    expect(words(ticket)).toEqual([
      'Ticket of round 7, trial 1',
      'Its training beside its controls',
      'lenet-mnist/trial-1/round-07 beside its controls and the dense network.',
    ]);
    expect(words({ ...ticket, controls: [] }).slice(1)).toEqual(['Its training', 'lenet-mnist/trial-1/round-07 beside the dense network.']);
    expect(words(dense)).toEqual(['Dense network, trial 1', 'Its training', 'lenet-mnist/trial-1/round-00: the dense network.']);
  });
});
