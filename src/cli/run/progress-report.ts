/** How far a run is, on stderr: a bar where somebody watches, else a line every few seconds. */
import { SingleBar } from 'cli-progress';
import { activeWords, percentWords, type RunProgress, timeLeftWords, trainingsWords } from '../../shared/results/progress.ts';
import { printable } from '../../shared/text/plain-text.ts';
import { isQuiet, note } from '../output.ts';

export interface ProgressReport {
  show(progress: RunProgress): void;
  /** Something good to know. */
  inform(text: string): void;
  /** Something that is wrong: it must not be drawn into the bar. */
  say(text: string): void;
  stop(): void;
}

const secondsBetweenLines = 5;

const isTrained = ({ trainingsDone, trainingsPlanned }: RunProgress): boolean => trainingsDone === trainingsPlanned;
const left = (progress: RunProgress): string => (isTrained(progress) ? 'all is trained' : (timeLeftWords(progress) ?? 'estimating'));

function now(progress: RunProgress): string {
  const [first] = progress.active;
  if (first) return activeWords(first);
  return isTrained(progress) ? 'the results are put together' : 'the next training is prepared';
}

function bar(): ProgressReport {
  const width = (): number => Math.max(20, process.stderr.columns ?? 80);
  const format = ' {bar} {percentage} % | {trained} | {left} | {now}';
  const single = new SingleBar({
    format,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 24,
    linewrap: false,
    gracefulExit: false,
  });
  single.start(100, 0, { trained: '', left: 'starting', now: '' });
  const values = (progress: RunProgress): object => ({
    trained: trainingsWords(progress),
    left: left(progress),
    now: printable(now(progress)).slice(0, Math.max(0, width() - 76)),
  });
  const say = (text: string): void => {
    process.stderr.write('\r\x1b[K');
    note(text);
  };
  return {
    show: (progress) => single.update(Math.floor(progress.fraction * 100), values(progress)),
    ...{ say, inform: say },
    stop: () => single.stop(),
  };
}

function lines(): ProgressReport {
  let last = -Infinity;
  return {
    show: (progress) => {
      // An import trains nothing.
      if (progress.trainingsPlanned === 0 || performance.now() - last < secondsBetweenLines * 1000) return;
      last = performance.now();
      note(`${percentWords(progress)}, ${trainingsWords(progress)}, ${left(progress)}: ${now(progress)}`);
    },
    ...{ say: note, inform: note },
    stop: () => undefined,
  };
}

const silent: ProgressReport = { show: () => undefined, inform: () => undefined, say: note, stop: () => undefined };

export const progressReport = (): ProgressReport => (isQuiet() ? silent : process.stderr.isTTY ? bar() : lines());
