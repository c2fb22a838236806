/** The document as people read it. */
import type { BenchDocument, BenchRow } from '../document.ts';
import { figure, percent } from './number-words.ts';
import { textTable } from './text-table.ts';

function heading({ machine, versions }: BenchDocument): string {
  const { cpu, cores, memoryGigabytes, system, loadAverage } = machine;
  const peers = Object.entries(versions.peers).map(([name, words]) => `  ${name}: ${words}`);
  const absent = Object.entries(versions.absent).map(([name, reason]) => `  ${name} took no part: ${reason}`);
  return [
    `${cpu}, ${cores} cores, ${memoryGigabytes} GB, ${system}; load ${figure(loadAverage)} at the start`,
    `Winning Ticket ${versions.ours} (${versions.commit ?? 'no commit'}, ${versions.date}), Node ${versions.node}`,
    ...peers,
    ...absent,
  ].join('\n');
}

const rowCells = ({ work, ours, peer, theirs, ratio, unit, clock, rounds, note }: BenchRow): string[] => [
  work,
  figure(ours),
  figure(theirs),
  unit,
  ratio === null ? '-' : `${figure(ratio)}x`,
  peer ?? '-',
  `${clock === null ? 'peak memory' : `${clock} time`}, median of ${rounds}; ${note}`,
];

function rowsTable({ rows }: BenchDocument): string {
  return textTable(['work', 'ours', 'theirs', 'unit', 'ratio', 'peer', 'what was compared'], rows.map(rowCells));
}

function checksTable({ checks }: BenchDocument): string {
  const cells = checks.map(({ work, peer, steps, largestRelativeDifference, same }) => {
    return [work, peer, String(steps), largestRelativeDifference.toExponential(1), same ? 'yes' : 'NO: the comparison means nothing'];
  });
  const table = textTable(['same work?', 'peer', 'steps', 'largest difference', 'within 1e-3'], cells);
  return `Validation losses after each of the first steps, relative to ours:\n${table}`;
}

function kernelsTable({ kernels, limits }: BenchDocument): string {
  const words = limits
    ? `One core in 128-bit SIMD: ${figure(limits.gigaflops)} GFLOPS of separate * and +, ${figure(limits.gigabytes)} GB/s of loads.`
    : '';
  const cells = kernels.map(({ work, kernel, microseconds, multiplyAdds, shareOfLimit }) => {
    return [work, kernel, figure(microseconds), multiplyAdds === null ? '-' : figure(multiplyAdds / 1e6), percent(shareOfLimit)];
  });
  return `${words}\n${textTable(['in', 'kernel', 'us a step', 'million multiply-adds', 'of the limit'], cells)}`;
}

export function printDocument(document: BenchDocument): string {
  const parts = [heading(document)];
  if (document.rows.length > 0) parts.push(`${rowsTable(document)}\nA ratio above 1 means that we are faster, or need less.`);
  if (document.checks.length > 0) parts.push(checksTable(document));
  if (document.kernels.length > 0) parts.push(kernelsTable(document));
  return parts.join('\n\n');
}
