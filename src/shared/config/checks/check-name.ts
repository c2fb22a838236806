import { experimentName } from '../reading/experiment-name.ts';
import type { Finding } from '../reading/finding.ts';
import { nameProblem } from '../reading/name-problem.ts';
import type { Config } from '../schema/schema.ts';

/** The name becomes the name of a folder of the store. */
export function checkName(config: Config, path: string): readonly Finding[] {
  const problem = nameProblem(experimentName(config, path));
  if (problem === null) return [];
  const message =
    config.name === undefined
      ? `The file's name is the experiment's name, and ${problem}. Add a "name".`
      : `The name names a folder, and ${problem}.`;
  return [{ message, paths: [['name']], at: 'value' }];
}
