/** Every call of a page with every field that it needs, without it, and with another kind of value in its place. */
import { describe, expect, it } from 'vitest';
import type { PayloadChecks } from '../../../../src/shared/channel/channel-endpoint.ts';
import { compareChecks, panelChecks } from '../../../../src/shared/channel/page-checks.ts';

type Calls = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const [ticket, layer, experiment] = ['lenet/trial-1/round-01', 'fc1', 'lenet'];
const figure = { name: 'accuracy', kind: 'png', content: '' };
const panel: Calls = {
  ...{ ready: {}, others: {}, showSweep: {} },
  ...{ inspect: { ticket }, analyse: { ticket }, mask: { ticket, layer }, curves: { hashes: ['0'.repeat(64)] } },
  kernels: { ticket, place: { layer, filter: 0, firstChannel: 16 } },
  ...{ other: { experiment }, showMember: { experiment }, saveFigure: figure, command: { command: 'run' } },
  runWith: { kind: 'more-trials', trials: 5 },
};
const compare: Calls = { ready: {}, picture: { a: 0, b: 1, layer }, show: { item: 2 }, textDiff: { a: 0, b: 1 }, saveFigure: figure };

describe.each([
  ['the panel', panelChecks, panel],
  ['the page that compares', compareChecks, compare],
] as const)('calls of %s', (_, checks, calls) => {
  const all = checks as PayloadChecks<Record<string, object>>;

  it('are all here', () => {
    expect(Object.keys(all).toSorted()).toEqual(Object.keys(calls).toSorted());
  });

  it.each(Object.keys(calls))('%s is taken as it is meant, and with no part missing or of another kind', (name) => {
    const payload = calls[name] ?? {};
    expect(all[name]?.(payload)).toBe(true);
    const needed = Object.keys(payload).filter((key) => key !== 'trials');
    for (const key of needed) {
      expect(all[name]?.({ ...payload, [key]: undefined })).toBe(false);
      for (const value of [null, {}, [7], -1, 0.5, true])
        expect([key, value, all[name]?.({ ...payload, [key]: value })]).toEqual([key, value, false]);
    }
    if (needed.length > 0) for (const value of [null, undefined, 7, 'x', []]) expect(all[name]?.(value)).toBe(false);
  });
});

it('a button has no command but those of the panel', () => {
  expect(panelChecks.command({ command: 'workbench.action.terminal.new' })).toBe(false);
  expect(panelChecks.command({ command: 'constructor' })).toBe(false);
});

it('a hash is no path', () => {
  expect(panelChecks.curves({ hashes: ['0'.repeat(64), '../../../etc'] })).toBe(false);
});
