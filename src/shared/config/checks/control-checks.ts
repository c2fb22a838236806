import { controlNames } from '../../specs/series.ts';
import { formatCount } from '../../text/format.ts';
import type { JsonPath } from '../../text/json-value.ts';
import type { Finding } from '../problems/problem.ts';
import { mostTrainings, plannedTrainings, roundCount } from '../facts/planned-trainings.ts';
import type { Config } from '../schema/schema.ts';
import { t } from '../../text/language.ts';

/** Those of `rounds` that never come. @param path Of the list. */
function lateRounds(rounds: readonly number[] | undefined, path: JsonPath, { pruning }: Config): readonly Finding[] {
  const last = roundCount(pruning);
  return (rounds ?? []).flatMap((round, index): Finding[] => {
    if (round <= last) return [];
    const message = pruning.sizes
      ? t('There is no round {0}: pruning.sizes has {1}.', round, last)
      : t('There is no round {0}: pruning.rounds is {1}.', round, last);
    return [
      {
        message,
        paths: [
          [...path, index],
          ['pruning', 'rounds'],
        ],
        at: 'value',
      },
    ];
  });
}

/** Only tickets that are drawn can be trained twice. */
export const checkInstability = (config: Config): readonly Finding[] =>
  lateRounds(config.instability?.rounds, ['instability', 'rounds'], config);

/** Tickets have to be taken somewhere, and only those that are drawn can be. */
export function checkTransfer(config: Config): readonly Finding[] {
  const { transfer } = config;
  if (transfer === undefined) return [];
  const late = lateRounds(transfer.rounds, ['transfer', 'rounds'], config);
  const changed = Object.values(transfer.training ?? {}).some((value) => value !== undefined);
  if (transfer.dataset !== undefined || changed) return late;
  const message = t('transfer needs a "dataset", or what differs in "training": else every ticket would be trained the same way twice.');
  return [{ message, paths: [['transfer']], at: 'value' }, ...late];
}

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
    const message =
      name === 'union'
        ? t('The union of the trials\' tickets needs at least 2 trials; "trials" is 1.')
        : t('The intersection of the trials\' tickets needs at least 2 trials; "trials" is 1.');
    return [{ message, paths: [['controls', name], ['trials']], at: 'key' }];
  });
}

/** Each of its numbers may be sound, and their product more than anybody could list, let alone train. */
export function checkTrainings(config: Config): readonly Finding[] {
  const count = plannedTrainings(config);
  if (count <= mostTrainings) return [];
  const most = formatCount(mostTrainings);
  const message = t(
    'An experiment has at most {0} trainings; with its trials, rounds and controls this one would have {1}.',
    most,
    formatCount(count),
  );
  return [{ message, paths: [['trials'], ['pruning', 'rounds'], ['controls']], at: 'value' }];
}
