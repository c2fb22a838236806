/** One voice for the members of a sweep: their progress is told as one. */
import type { RunnerEvents, RunProgress } from '../../shared/channel/runner-protocol.ts';
import { formatCount } from '../../shared/text/format.ts';
import { durationWords } from './role-words.ts';
import type { RunVoice } from './run-context.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Threads are shared, so that the times left add up. */
export function combinedProgress(all: readonly (readonly [string, RunProgress])[]): RunProgress {
  const parts = all.map(([, progress]) => progress);
  const finishedTrainings = sum(parts.map((part) => part.finishedTrainings));
  const totalTrainings = sum(parts.map((part) => part.totalTrainings));
  const known = parts.map((part) => part.secondsLeft).filter((seconds) => seconds !== null);
  const secondsLeft = known.length === parts.length ? sum(known) : null;
  const left = secondsLeft === null || finishedTrainings === totalTrainings ? '' : `, about ${durationWords(secondsLeft)} left`;
  return {
    finishedTrainings,
    totalTrainings,
    fraction: sum(parts.map((part) => part.fraction * part.totalTrainings)) / Math.max(1, totalTrainings),
    secondsLeft,
    active: all.flatMap(([experiment, { active }]) => active.map((words) => `${experiment.replace(/^[^@]*@/, '')}: ${words}`)),
    message: `${formatCount(finishedTrainings)} of ${formatCount(totalTrainings)} trainings${left}`,
  };
}

export class SweepVoice {
  private readonly progress = new Map<string, RunProgress>();

  constructor(private readonly voice: RunVoice) {}

  /** A member's own voice. */
  of(experiment: string): RunVoice {
    return {
      emit: (event, payload) => this.emit(experiment, event, payload),
      delivered: () => this.voice.delivered(),
    };
  }

  private emit<E extends keyof RunnerEvents>(experiment: string, event: E, payload: RunnerEvents[E]): void {
    if (event === 'progress') {
      this.progress.set(experiment, payload as RunProgress);
      this.voice.emit('progress', combinedProgress([...this.progress]));
    } else if (event === 'log') {
      const { level, text } = payload as RunnerEvents['log'];
      this.voice.emit('log', { level, text: `${experiment}: ${text}` });
    } else this.voice.emit(event, payload);
  }
}
