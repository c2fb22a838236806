import { checkBackend, checkEngine } from './check-backend.ts';
import { checkCombinations, checkControlRounds } from './check-controls.ts';
import { checkDataSize } from './check-data-size.ts';
import { checkDatasetFiles } from './check-dataset-files.ts';
import { checkMomentum } from './check-momentum.ts';
import { checkLearningRate } from './check-learning-rate.ts';
import { checkName } from './check-name.ts';
import { checkLayerNames, checkLayerShapes, checkOutputLayer } from './check-network.ts';
import { checkInstability } from './check-instability.ts';
import { checkTransfer } from './check-transfer.ts';
import { checkRateNames, checkSomethingIsPruned } from './check-rates.ts';
import { checkAtInitialisation } from './check-at-initialisation.ts';
import { checkEarlyBird } from './check-early-bird.ts';
import { checkRewind } from './check-rewind.ts';
import { checkScope } from './check-scope.ts';
import { checkSizes } from './check-sizes.ts';
import type { Finding } from '../reading/finding.ts';
import type { JsonObject, JsonPath } from '../../text/json-value.ts';
import { builtInData } from '../schema/known-data.ts';
import type { KnownData } from '../schema/known-data.ts';
import { wellFormedPart } from '../reading/well-formed-part.ts';

const overlaps = (a: JsonPath, b: JsonPath): boolean => a.slice(0, b.length).every((key, index) => key === b[index]);

/** What no single field can tell. Says nothing about fields that are malformed themselves. */
export function checkAcrossFields(raw: JsonObject, path: string, broken: readonly JsonPath[], knownData?: KnownData): readonly Finding[] {
  const config = wellFormedPart(raw, broken);
  const data = knownData ?? builtInData(config.dataset);
  const findings = [
    ...checkName(config, path),
    ...checkDatasetFiles(config),
    ...checkDataSize(config, data),
    ...checkLayerNames(config),
    ...checkOutputLayer(config, data),
    ...checkLayerShapes(config, data),
    ...checkRateNames(config),
    ...checkSomethingIsPruned(config),
    ...checkScope(config, raw),
    ...checkSizes(config),
    ...checkRewind(config),
    ...checkAtInitialisation(config, data),
    ...checkEarlyBird(config, data),
    ...checkMomentum(config, raw),
    ...checkEngine(config),
    ...checkBackend(config, raw),
    ...checkControlRounds(config),
    ...checkCombinations(config),
    ...checkLearningRate(config),
    ...checkTransfer(config),
    ...checkInstability(config),
  ];
  return findings.filter((finding) => !finding.paths.some((one) => broken.some((other) => overlaps(one, other))));
}
