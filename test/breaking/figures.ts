/** Figures of the full suites, for docs/reliability.md: each row has a goal, and goes on where an earlier call stopped. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** One row of the table, or a part of it: what was tried how often, and how often it is to be tried. */
interface Figure {
  readonly what: string;
  readonly number: number;
  readonly goal: number;
  readonly seconds: number;
}

const file = process.env['WT_BREAKING_FIGURES'];

function reached(what: string): number {
  const lines = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const figures = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Figure);
  return figures.filter((figure) => figure.what === what).reduce((sum, { number }) => sum + number, 0);
}

function write(figure: Figure): void {
  if (file === undefined) return;
  appendFileSync(file, `${JSON.stringify({ ...figure, date: new Date().toISOString().slice(0, 10) })}\n`);
}

const firstSeed = Number(process.env['WT_BREAKING_SEED'] ?? 1);

/** How long each row may take. */
const rowMilliseconds = Number(process.env['WT_BREAKING_MINUTES'] ?? 10) * 60_000;

/** What is left of a row: how often, how long, and what its draws begin with. */
export interface Left {
  readonly most: number;
  readonly milliseconds: number;
  readonly seed: number;
  /** How often it was tried by earlier calls. */
  readonly done: number;
}

/** Small files and messages take no more of this process's memory, whatever they announce; 100,000 of them leave garbage behind. */
const mostMegabytes = 1000;

const peakMegabytes = (): number => process.resourceUsage().maxRSS / 1024;

/** Tries what is left of a row. @param action Returns how often it tried; it throws where something breaks. */
export async function towards(what: string, goal: number, action: (left: Left) => Promise<number>): Promise<void> {
  const done = reached(what);
  if (done >= goal) return;
  const [begun, peak] = [performance.now(), peakMegabytes()];
  const number = await action({ most: goal - done, milliseconds: rowMilliseconds, seed: firstSeed + done, done });
  const grown = Math.round(peakMegabytes() - peak);
  if (grown > mostMegabytes) throw new Error(`${what}: memory grew by ${String(grown)} MB`);
  write({ what, number, goal, seconds: Math.round((performance.now() - begun) / 1000) });
}

/** Changes for each reader and each kind of message. */
export const changes = 100_000;
