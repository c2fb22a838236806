/** A run for programs: each event is a line of stdout, small enough to follow long runs. */
import type { RunEvent } from '../runs/client/start-run.ts';
import { printJsonLine } from './output.ts';

/** Documents without the evaluations of each training, which the last line of the run holds. */
function slim(event: RunEvent): unknown {
  if (event.method === 'end') return { state: event.payload.state, failure: event.payload.failure };
  if (event.method !== 'document') return event.payload;
  const short = (trainings: readonly object[]): object[] => trainings.map((training) => ({ ...training, evaluations: [] }));
  return { ...event.payload, trainings: short(event.payload.trainings), retrainings: short(event.payload.retrainings) };
}

export function printEvent(event: RunEvent): void {
  printJsonLine({ event: event.method, data: slim(event) });
}
