import { describe, expect, it } from 'vitest';
import { plannedRoles } from '../../../../src/lottery/plan/planned.ts';
import { barrier, instabilitySummary } from '../../../../src/lottery/results/instability-summary.ts';
import { evenShares, interpolate } from '../../../../src/lottery/weights/interpolate.ts';
import { problems } from '../../shared/config/checking.ts';
import { config, weightsOf } from '../fixtures.ts';

describe('instability', () => {
  it('walks the line from one end to the other, bit for bit at the ends', () => {
    const [from, to] = [weightsOf('a', [0.1, 2, -3]), weightsOf('a', [0.3, -2, 7])];
    expect(evenShares(5)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(interpolate(from, to, 0)).toEqual(from);
    expect(interpolate(from, to, 1)).toEqual(to);
    expect([...(interpolate(from, to, 0.25).get('a')?.data ?? [])]).toEqual(
      [Math.fround(0.15), 1, -0.5].map((x) => expect.closeTo(x, 6) as number),
    );
  });

  it('barrier by hand: the highest less the mean of the ends', () => {
    expect(barrier([0.2, 0.5, 0.9, 0.3, 0.4])).toBeCloseTo(0.6, 12);
    expect(barrier([0.2, 0.2, 0.2])).toBe(0);
    expect(barrier([0.4, 0.1, 0.2])).toBeCloseTo(0.1, 12);
    expect(() => barrier([])).toThrow(RangeError);
  });

  it('summary: errors are one minus accuracies', () => {
    const results = [
      { loss: 0.1, accuracy: 0.98 },
      { loss: 0.7, accuracy: 0.8 },
      { loss: 0.3, accuracy: 0.96 },
    ];
    const summary = instabilitySummary({ trial: 2, round: 3 }, { results });
    expect(summary.points.map(({ share }) => share)).toEqual([0, 0.5, 1]);
    expect(summary.lossBarrier).toBeCloseTo(0.5, 12);
    expect(summary.errorBarrier).toBeCloseTo(0.17, 12);
  });

  it('plans one copy in another data order, and no second one beside a control that is one', () => {
    const base = { pruning: { rounds: 2 }, controls: { randomReinit: 0, randomMask: 0 } };
    expect(plannedRoles(config({ ...base, instability: { rounds: [0, 2] } }))).toEqual([
      'trial-1/round-00/ticket',
      'trial-1/round-00/data-order-1',
      'trial-1/round-01/ticket',
      'trial-1/round-02/ticket',
      'trial-1/round-02/data-order-1',
    ]);
    const both = config({ ...base, controls: { ...base.controls, dataOrder: 2 }, instability: {} });
    expect(plannedRoles(both).filter((role) => role.includes('data-order'))).toHaveLength(5);
  });

  it('is refused at its innermost key', () => {
    expect(problems('{ "instability": { "rounds": [10] } }')).toEqual([['10', expect.stringContaining('There is no round 10')]]);
    expect(problems('{ "instability": { "points": 2 } }')).toEqual([['2', expect.stringContaining('3 to 201')]]);
  });
});
