import { expect, it } from 'vitest';
import { evaluationLines, parseEvaluations } from '../../../../../src/runs/store/work/training-folder.ts';

const lines = [20, 40, 60].map((iteration) => `{"iteration":${String(iteration)},"validationLoss":${String(1 / iteration)}}\n`);
const iterations = (text: string): number[] => parseEvaluations(text).evaluations.map(({ iteration }) => iteration);

it('reads back what it writes, to the last bit', () => {
  const evaluations = [{ iteration: 1, validationLoss: 0.1 + 0.2, validationAccuracy: 1 / 3, testLoss: 5e-324 }];
  expect(parseEvaluations(evaluationLines(evaluations))).toEqual({ evaluations, damagedLine: null });
});

it('drops a torn last line, keeps one that only lacks its end', () => {
  expect(parseEvaluations(`${lines.join('')}{"iteration": 8`)).toMatchObject({ evaluations: { length: 3 }, damagedLine: null });
  expect(iterations(lines.join('').trimEnd())).toEqual([20, 40, 60]);
  expect(iterations('')).toEqual([]);
});

it('stops at a line that is glued to another, and names it', () => {
  const glued = `${lines[0] ?? ''}{"iteration": 80,{"iteration": 100, "validationLoss": 0.46}\n${lines[1] ?? ''}`;
  expect(parseEvaluations(glued)).toMatchObject({ evaluations: [{ iteration: 20 }], damagedLine: 2 });
});

it('reads each iteration once, where two runners have written', () => {
  expect(iterations([lines[0], lines[0], lines[1], lines[0], lines[1], lines[2]].join(''))).toEqual([20, 40, 60]);
});
