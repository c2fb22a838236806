import { isJsonObject, jsonObject, type JsonObject, type JsonPath, type JsonValue } from '../../text/json-value.ts';
import type { Finding } from '../problems/problem.ts';
import { builtInData, type LookUpData } from '../facts/known-data.ts';
import { type Config, configSchema } from '../schema/schema.ts';
import { checkInitialisation, checkLayerNames, checkLayerShapes, checkOutputLayer, checkSpareUnits } from './check-network.ts';
import { checkCombinations, checkControlRounds, checkInstability, checkTrainings, checkTransfer } from './control-checks.ts';
import { checkDatasetFiles, checkName } from './file-checks.ts';
import { checkAtInitialisation, checkChannels, checkLayerBudget, checkSecondDerivatives } from './criterion-checks.ts';
import { checkEarlyBird } from './early-bird-checks.ts';
import { checkRateNames, checkRewind, checkScope, checkSizes, checkSomethingIsPruned } from './pruning-checks.ts';
import { checkBackend, checkDataSize, checkEngine, checkLearningRate, checkMomentum } from './training-checks.ts';

function without(value: JsonValue, path: JsonPath): JsonValue {
  const [first, ...rest] = path;
  if (!isJsonObject(value) || typeof first !== 'string') return value;
  const entries = Object.entries(value).filter(([key]) => key !== first || rest.length > 0);
  return jsonObject(entries.map(([key, inner]) => [key, key === first ? without(inner, rest) : inner]));
}

/** Nothing is taken out of a list, since its other items would move: the list goes as a whole. */
function removable(path: JsonPath): JsonPath {
  const item = path.findIndex((key) => typeof key === 'number');
  return item < 0 ? path : path.slice(0, item);
}

/**
 * The config with everything malformed left out and defaults in its place, for the checks across fields.
 * A key that must not be missing takes its object with it.
 */
function wellFormedPart(raw: JsonObject, broken: readonly JsonPath[]): Config {
  let value: JsonValue = broken.reduce<JsonValue>((rest, path) => without(rest, removable(path)), raw);
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const result = configSchema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues)
      value = without(value, removable(issue.path.slice(0, Math.max(1, issue.path.length - attempt)) as JsonPath));
  }
  return configSchema.parse({});
}

const overlaps = (a: JsonPath, b: JsonPath): boolean => a.slice(0, b.length).every((key, index) => key === b[index]);

/** What no single field can tell. Says nothing about fields that are malformed themselves. */
export function checkAcrossFields(raw: JsonObject, path: string, broken: readonly JsonPath[], knownData?: LookUpData): readonly Finding[] {
  const config = wellFormedPart(raw, broken);
  const data = knownData?.(config) ?? builtInData(config.dataset);
  const findings = [
    ...checkName(config, path),
    ...checkDatasetFiles(config),
    ...checkDataSize(config, data),
    ...checkLayerNames(config),
    ...checkOutputLayer(config, data),
    ...checkSpareUnits(config, data),
    ...checkLayerShapes(config, data),
    ...checkRateNames(config),
    ...checkSomethingIsPruned(config),
    ...checkScope(config, raw),
    ...checkSizes(config),
    ...checkRewind(config),
    ...checkAtInitialisation(config, data),
    ...checkSecondDerivatives(config),
    ...checkChannels(config),
    ...checkLayerBudget(config),
    ...checkInitialisation(config),
    ...checkEarlyBird(config, data),
    ...checkMomentum(config, raw),
    ...checkEngine(config),
    ...checkBackend(config, raw),
    ...checkControlRounds(config),
    ...checkCombinations(config),
    ...checkTrainings(config),
    ...checkLearningRate(config),
    ...checkTransfer(config),
    ...checkInstability(config),
  ];
  return findings.filter((finding) => !finding.paths.some((one) => broken.some((other) => overlaps(one, other))));
}
