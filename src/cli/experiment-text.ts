/** An experiment as people read it: the table, the verdict in words, what went wrong. */
import type { ExperimentDocument } from '../shared/results/experiment.ts';
import { methodWords } from '../shared/config/schema/method-words.ts';
import { earlyBirdLines } from './early-bird-lines.ts';
import { instabilityTable } from './instability-table.ts';
import { roundsTable } from './rounds-table.ts';
import { retrainingName, trainingsTable } from './trainings-table.ts';
import { counted } from './words.ts';

function caption(document: ExperimentDocument): string {
  const { experiment, config, state, trials, trainings, plannedTrainings } = document;
  const done = `${trainings.length} of ${counted(plannedTrainings, 'training')}`;
  return [`${experiment}: ${state}`, counted(trials, 'trial'), done, ...methodWords(config)].join(', ');
}

function legend(document: ExperimentDocument): string {
  const mean = document.trials > 1 ? ', means over the trials' : '';
  return `Test accuracy at the early stop (the iteration of minimum validation loss) and that iteration${mean}; ">=": the budget ended too soon to tell.`;
}

function retrainings({ retrainings: list }: ExperimentDocument): string[] {
  const named = list.map((training) => ({
    name: `trial ${training.trial}, round ${training.round}, ${retrainingName(training)}`,
    training,
  }));
  return named.length === 0 ? [] : [trainingsTable(named)];
}

export function experimentText(document: ExperimentDocument): string {
  const { headline, failure } = document;
  const failed = failure === null ? [] : [`Failed: ${failure}`];
  const rounds = document.rounds.length === 0 ? [] : [roundsTable(document), legend(document)];
  const lines = [earlyBirdLines(document), instabilityTable(document)].filter((text) => text !== '');
  const verdict = `${headline.title}\n${headline.text}`.trim();
  return [caption(document), ...rounds, ...lines, ...retrainings(document), verdict, ...failed].join('\n\n');
}
