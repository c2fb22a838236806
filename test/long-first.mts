/** The order of test files: those that take long begin first, so that none of them is left alone on one of two cores at the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const long = [
  'agreement.backends',
  'interruptions',
  'crashes',
  'node-versions',
  'going-on',
  'sweep.e2e',
  'start.e2e',
  'claims-by-chance',
  'deep-agreement',
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
