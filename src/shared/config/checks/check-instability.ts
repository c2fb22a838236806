import type { Finding } from '../reading/finding.ts';
import type { Config } from '../schema/schema.ts';
import { lateRounds } from './late-rounds.ts';

/** Only tickets that are drawn can be trained twice. */
export const checkInstability = (config: Config): readonly Finding[] =>
  lateRounds(config.instability?.rounds, ['instability', 'rounds'], config);
