import { controlNames } from '../../specs/series.ts';
import type { Finding } from '../reading/finding.ts';
import type { Config } from '../schema/schema.ts';
import { lateRounds } from './late-rounds.ts';

/** A control at a round that never comes would silently never be trained. */
export function checkControlRounds(config: Config): readonly Finding[] {
  return controlNames.flatMap((name) => {
    const control = config.controls[name];
    return typeof control === 'object' ? lateRounds(control.rounds, ['controls', name, 'rounds'], config) : [];
  });
}

/** With one trial both are the ticket itself. */
export function checkCombinations({ controls, trials }: Config): readonly Finding[] {
  if (trials > 1) return [];
  return (['union', 'intersection'] as const).flatMap((name): Finding[] => {
    if (controls[name] === undefined || controls[name] === 0) return [];
    const message = `The ${name} of the trials' tickets needs at least 2 trials; "trials" is 1.`;
    return [{ message, paths: [['controls', name], ['trials']], at: 'key' }];
  });
}
