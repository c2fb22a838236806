import { describe, expect, it } from 'vitest';
import { curveFigure } from '../../../src/shared/figures/curve-figure.ts';
import { roundCurves, roundLabel, roundsShown } from '../../../webview/curves/round-curves.ts';
import { ticketCurves, ticketFigure } from '../../../webview/ticket/ticket-curves.ts';
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
});

describe('curves of rounds', () => {
  it('are means over trials with their range, and look in the panel as in a saved figure', () => {
    const lines = roundCurves(document, [0, 3], 'test');
    const figure = curveFigure(document, [0, 3]);
    expect(lines.map(({ color, dash }) => ({ color, dash }))).toEqual(figure.lines.map(({ color, dash }) => ({ color, dash })));
    expect(lines[1]?.points.map(({ x, y, low, high }) => [x, y, low, high])).toEqual(
      figure.lines[1]?.points.map(({ x, y, low, high }) => [x, y, low, high]),
    );
    expect(lines[1]?.points[0]?.words).toMatch(/^51\.3 %, iteration 100: \d\d\.\d\d %$/);
  });

  it('keep their look whatever else is shown', () => {
    const alone = roundCurves(document, [3], 'test')[0];
    const among = roundCurves(document, [0, 1, 2, 3], 'test')[3];
    expect([alone?.color, alone?.dash]).toEqual([among?.color, among?.dash]);
  });

  it('are called by their size', () => {
    expect([roundLabel(0, 1), roundLabel(3, 0.5128)]).toEqual(['dense', '51.3 %']);
  });
});

describe("a ticket's curves", () => {
  const ticket = sampleTicket('lenet-mnist/trial-1/round-07', document);

  it('stand beside those of its controls and the dense network', () => {
    const lines = ticketCurves(ticket, 'test', ['randomMask']);
    expect(lines.map(({ key, hidden, color }) => [key, hidden, color])).toEqual([
      ['ticket', false, 'ticket'],
      ['randomReinit', false, 'randomReinit'],
      ['randomMask', true, 'randomMask'],
      ['dense', false, 'dim'],
    ]);
  });

  it('are saved without what is hidden, under the name of the ticket', () => {
    const figure = ticketFigure(ticket, ticketCurves(ticket, 'test', ['randomMask']));
    expect(figure.id).toBe('trial-1-round-07');
    expect(figure.lines.map(({ label }) => label)).toEqual(['ticket', 'random reinitialisation', 'dense network']);
  });

  it('of the dense network is drawn once', () => {
    const dense = sampleTicket('lenet-mnist/trial-1/round-00', document);
    expect(ticketCurves(dense, 'test', []).map(({ key }) => key)).toEqual(['ticket']);
  });
});
