import type { ExperimentRecord } from '../store/experiment-record.ts';
import { code, section, table } from './html.ts';

/** How the numbers can be made again, bit for bit, and with what they were made. */
export function provenanceSection(record: ExperimentRecord, command: string): string {
  const { versions, machine, engine, config, configPath, basis, experiment } = record;
  const rows = [
    ['Made by', `Winning Ticket ${versions.program}, Node ${versions.node}`],
    ['Machine', `${machine.platform} ${machine.architecture}, ${machine.processor}`],
    [
      'Engine',
      `${engine.name}, numerics ${engine.numerics}${engine.backend ? `, backend ${engine.backend} (${engine.reason ?? ''})` : ''}`,
    ],
    ['Seed', String(config.seed)],
    ['Basis', `${basis} (SHA-256 of network, training, pruning, data and numerics)`],
    ['Config', configPath ?? 'unknown'],
    ['Run by', `winning-ticket run ${configPath ?? `${experiment}.lottery.json`}`],
    ['Report by', command],
  ];
  const tickets = Object.entries(record.tickets).map(([place, ticket]) => [place, ticket.mask, ticket.initialWeights]);
  const trainings = Object.entries(record.trainings).map(([role, hash]) => [role, hash]);
  return section(
    'Provenance',
    table(['What', 'Value'], rows),
    `<details><summary>Hashes of the tickets</summary><div class="scroll">${table(['Ticket', 'Mask', 'Initial weights'], tickets)}</div></details>`,
    `<details><summary>Hashes of the trainings</summary><div class="scroll">${table(['Training', 'Spec'], trainings)}</div></details>`,
    `<details open><summary>The config as it was run</summary>${code(JSON.stringify(config, null, 2))}</details>`,
  );
}
