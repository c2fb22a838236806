import fc from 'fast-check';
import { expect, it } from 'vitest';
import { briefFacts, trainingSummary } from '../../../../src/lottery/results/training-summary.ts';

const place = { trial: 1, round: 2, series: 'ticket', replicate: 0 } as const;

const courses = fc
  .array(fc.record({ loss: fc.integer({ min: 0, max: 5 }), accuracy: fc.integer({ min: 0, max: 10 }) }), { minLength: 1, maxLength: 30 })
  .map((points) =>
    points.map(({ loss, accuracy }, index) => ({
      iteration: 10 * (index + 1),
      validationLoss: loss,
      validationAccuracy: accuracy / 10,
      testAccuracy: accuracy / 20,
    })),
  );

it('the brief facts of a training hold three evaluations at most and have the summary of all', () => {
  fc.assert(
    fc.property(courses, (evaluations) => {
      const facts = { spec: { iterations: evaluations.length * 10 + 200 }, evaluations, seconds: 3 };
      const brief = briefFacts(facts);
      expect(brief.evaluations.length).toBeLessThanOrEqual(3);
      const [whole, few] = [facts, brief].map((one) => ({ ...trainingSummary(place, 'hash', one), evaluations: [] }));
      expect(few).toEqual(whole);
    }),
  );
});

it('brief facts leave the rest of a record behind', () => {
  const evaluation = { iteration: 5, validationLoss: 1, validationAccuracy: 0.5, testAccuracy: 0.5 };
  const record = { spec: { iterations: 5, startIteration: 2, network: {} }, evaluations: [evaluation], seconds: 1, finalWeights: 'f' };
  expect(briefFacts(record)).toEqual({ spec: { iterations: 5, startIteration: 2 }, evaluations: [evaluation], seconds: 1 });
});
