/** The order of test files: those that take long begin first, so that none of them is left alone on one of two cores at the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const long = [
  'node-versions',
  'examples.test',
  'cli/cli.test',
  'runs/runs.test',
  'interruptions',
  'slurm',
  'peers',
  'crashes',
  'going-on',
  'start.e2e',
  'sweep.long',
  'resume.long',
  'agreement.backends',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const place = long.findIndex((name) => moduleId.includes(name));
  return place < 0 ? long.length : place;
};

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
