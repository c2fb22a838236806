import { checkBackend, checkEngine } from './checks/check-backend.ts';
import { checkCombinations, checkControlRounds } from './checks/check-controls.ts';
import { checkDataSize } from './checks/check-data-size.ts';
import { checkDatasetFiles } from './checks/check-dataset-files.ts';
import { checkMomentum } from './checks/check-momentum.ts';
import { checkLearningRate } from './checks/check-learning-rate.ts';
import { checkName } from './checks/check-name.ts';
import { checkLayerNames, checkLayerShapes, checkOutputLayer } from './checks/check-network.ts';
import { checkInstability } from './checks/check-instability.ts';
import { checkTransfer } from './checks/check-transfer.ts';
import { checkRateNames, checkSomethingIsPruned } from './checks/check-rates.ts';
import { checkAtInitialisation } from './checks/check-at-initialisation.ts';
import { checkEarlyBird } from './checks/check-early-bird.ts';
import { checkRewind } from './checks/check-rewind.ts';
import { checkScope } from './checks/check-scope.ts';
import { checkSizes } from './checks/check-sizes.ts';
import type { Finding } from './finding.ts';
import type { JsonObject, JsonPath } from './json-value.ts';
import { builtInData } from './known-data.ts';
import type { KnownData } from './known-data.ts';
import { wellFormedPart } from './well-formed-part.ts';

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
