import type { Finding } from '../reading/finding.ts';
import { formatNumber } from '../reading/format-number.ts';
import type { Config } from '../schema/schema.ts';

/** Steps of the schedule follow each other, and lie within the training. */
export function checkLearningRate({ training: { schedule, warmup, iterations } }: Config): readonly Finding[] {
  const found: Finding[] = [];
  const long = formatNumber(iterations);
  schedule.forEach(({ after }, index) => {
    const paths = [
      ['training', 'schedule', index, 'after'],
      ['training', 'schedule'],
      ['training', 'iterations'],
    ] as const;
    const before = schedule[index - 1]?.after ?? 0;
    if (after <= before) found.push({ message: `Steps must ascend: after must be above ${formatNumber(before)}.`, paths, at: 'value' });
    else if (after >= iterations)
      found.push({ message: `This step is never reached: a training has ${long} iterations.`, paths, at: 'value', severity: 'warning' });
  });
  if (warmup > iterations)
    found.push({
      message: `The warm-up is longer than a training, which has ${long} iterations: the learning rate never reaches its full size.`,
      paths: [
        ['training', 'warmup'],
        ['training', 'iterations'],
      ],
      at: 'value',
      severity: 'warning',
    });
  return found;
}
