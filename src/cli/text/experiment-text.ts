/** An experiment as people read it: its rounds, the verdict in words, what went wrong. */
import { methodWords } from '../../shared/config/facts/config-words.ts';
import { earlyBirdWords, savingsWords } from '../../shared/results/pruning/early-bird.ts';
import { boundLegend } from '../../shared/results/verdict/early-stop.ts';
import type { ExperimentDocument } from '../../shared/results/experiment.ts';
import { noticesOf } from '../../shared/results/notices.ts';
import { ticketName } from '../../shared/results/ticket-name.ts';
import { formatRemaining } from '../../shared/text/format.ts';
import { instabilityTable, roundsTable } from './experiment-tables.ts';
import { styled } from './style.ts';
import { retrainingName, trainingsTable } from './trainings-table.ts';
import { counted } from './words.ts';
import { headlineStyle } from './word-styles.ts';

/** When each ticket was drawn; '' where all are drawn at the end of training. */
function earlyBirdLines({ earlyBird = [], trials, saved }: ExperimentDocument): string {
  const place = (trial: number, round: number): string => (trials > 1 ? `trial ${trial}, round ${round}` : `round ${round}`);
  const draws = earlyBird.map((draw) => `Early-Bird, ${place(draw.trial, draw.round)}: ${earlyBirdWords(draw)}`);
  return [...draws, ...(saved ? [savingsWords(saved)] : [])].join('\n');
}

function caption(document: ExperimentDocument): string {
  const { experiment, config, state, trials, trainings, plannedTrainings } = document;
  const done = `${trainings.length} of ${counted(plannedTrainings, 'training')}`;
  return [`${experiment}: ${state}`, counted(trials, 'trial'), done, ...methodWords(config)].join(', ');
}

function legend(document: ExperimentDocument): string {
  const mean = document.trials > 1 ? ', means over the trials' : '';
  return `Test accuracy at the early stop (the iteration of minimum validation loss) and that iteration${mean}. ${boundLegend()}`;
}

function retrainings({ retrainings: list }: ExperimentDocument): string[] {
  const named = list.map((training) => ({
    name: `trial ${training.trial}, round ${training.round}, ${retrainingName(training)}`,
    training,
  }));
  return named.length === 0 ? [] : [trainingsTable(named)];
}

/** Imported tickets, none of which may be trained yet. */
const importedLine = ({ experiment, imported = [] }: ExperimentDocument): readonly string[] =>
  imported.length === 0
    ? []
    : [`Imported: ${imported.map((id) => `${ticketName({ experiment, ...id })} (${formatRemaining(id.remaining)})`).join(', ')}`];

/** Other cards, and other drivers, give other bits. */
const deviceLine = ({ engine: { backend, device } }: ExperimentDocument): readonly string[] =>
  device === undefined ? [] : [`Trained by TensorFlow.js, backend ${backend ?? ''}, on ${device}.`];

export function experimentText(document: ExperimentDocument): string {
  const { headline, failure } = document;
  const failed = failure === null ? [] : [`Failed: ${failure}`];
  const rounds = document.rounds.length === 0 ? [] : [roundsTable(document), legend(document)];
  const lines = [earlyBirdLines(document), instabilityTable(document)].filter((text) => text !== '');
  const verdict = `${styled(headline.title, headlineStyle(headline.kind))}\n${headline.text}`.trim();
  const notices = noticesOf(document).map(({ text }) => text);
  return [
    caption(document),
    ...deviceLine(document),
    ...importedLine(document),
    ...rounds,
    ...lines,
    ...retrainings(document),
    verdict,
    ...failed,
    ...notices,
  ].join('\n\n');
}
