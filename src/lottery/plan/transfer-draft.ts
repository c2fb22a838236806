/** How a transferred ticket is trained: the experiment's config with what `transfer` changes. */
import type { Config } from '../../shared/config/schema/schema.ts';
import type { Dataset } from '../../shared/specs/samples.ts';
import { PlanError } from './plan-error.ts';

/** The config of a training there; undefined where nothing is transferred. */
export function transferredConfig(config: Config): Config | undefined {
  const { transfer } = config;
  if (transfer === undefined) return undefined;
  const changes = Object.fromEntries(Object.entries(transfer.training ?? {}).filter(([, value]) => value !== undefined));
  return { ...config, dataset: transfer.dataset ?? config.dataset, training: { ...config.training, ...changes } };
}

const times = (shape: readonly number[]): string => shape.join(' x ');

/** @throws PlanError where the network that was trained on `from` cannot take samples of `to`. */
export function checkTransferable(from: Dataset, to: Dataset, outputs: number): void {
  const [own, other] = [times(from.train.sampleShape), times(to.train.sampleShape)];
  if (own !== other) throw new PlanError(`transfer.dataset: its samples are ${other}, those of "dataset" ${own}; one network takes both`);
  if (to.classes > outputs)
    throw new PlanError(`transfer.dataset: it has ${to.classes} classes, the network's last layer ${outputs} units`);
}
