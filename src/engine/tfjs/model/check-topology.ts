/** Checks the graph of a model before TensorFlow.js builds it, which loops for ever on a circle and says little of a layer that it lacks. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../../shared/text/json-value.ts';
import type { TensorFlow } from '../tensors/tensorflow.ts';
import { ModelError } from './built-model.ts';
import { unrepeatable } from './check-model.ts';
import { tell } from '../../../shared/text/told.ts';

interface LayerJson {
  readonly name: string;
  readonly kind: string;
  readonly layer: JsonObject;
}

/** Far more than any network that can be trained has; the time that TensorFlow.js takes grows with their square. */
const mostLayers = 5000;

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);
const configOf = ({ config }: JsonObject): JsonObject => (isJsonObject(config) ? config : {});

function layerJson(value: JsonValue): LayerJson {
  const kind = isJsonObject(value) ? value['class_name'] : undefined;
  if (!isJsonObject(value) || typeof kind !== 'string')
    throw new ModelError(tell('expected layers with a "class_name", found one without; convert the model anew'));
  const { name } = { ...value, ...configOf(value) };
  return { name: typeof name === 'string' ? name : kind, kind, layer: value };
}

const listed = (model: JsonObject): readonly LayerJson[] => {
  const { layers } = configOf(model);
  return isList(layers) ? layers.map(layerJson) : [];
};

/** The layers within a layer: of a model, or the one that a wrapper such as TimeDistributed runs. */
function within({ layer }: LayerJson): readonly LayerJson[] {
  const { layer: inner } = configOf(layer);
  return [...listed(layer), ...(isJsonObject(inner) && 'class_name' in inner ? [layerJson(inner)] : [])];
}

/** Every layer, models and wrappers before what is in them. */
function everyLayer(model: LayerJson): readonly LayerJson[] {
  const all: LayerJson[] = [];
  const open = [model];
  for (let next = open.pop(); next; next = open.pop()) {
    all.push(next);
    if (all.length > mostLayers)
      throw new ModelError(tell('expected at most {0} layers, found more; it is no network to be trained here', mostLayers));
    open.push(...within(next).toReversed());
  }
  return all;
}

/** Inputs are normalised before any network sees them, so these would do it twice; the others are no part of a network. */
const preparing = new Set(
  ['Rescaling', 'Normalization', 'CategoryEncoding', 'Discretization', 'Hashing', 'HashedCrossing', 'IntegerLookup', 'StringLookup'].concat(
    ['TextVectorization', 'RandomBrightness', 'RandomContrast', 'RandomCrop', 'RandomFlip', 'RandomHeight', 'RandomRotation'],
    ['RandomTranslation', 'RandomWidth', 'RandomZoom'],
  ),
);

type ClassMap = Readonly<Record<string, readonly [new (...args: never[]) => object, unknown]>>;

/** Names of the layers that TensorFlow.js has, sorted. */
function knownLayers(tf: TensorFlow): readonly string[] {
  const { classNameMap } = tf.serialization.SerializationMap.getMap() as unknown as { readonly classNameMap: ClassMap };
  const isLayer = ([one]: ClassMap[string]): boolean => one.prototype instanceof tf.layers.Layer;
  return Object.keys(classNameMap)
    .filter((name) => classNameMap[name] !== undefined && isLayer(classNameMap[name]) && !preparing.has(name))
    .toSorted();
}

/** Parts of other layers and what is refused later are not offered. */
const offered = (known: readonly string[]): string =>
  known.filter((name) => !/Cells?$|^(Model|Functional|Sequential|InputLayer)$/.test(name) && !unrepeatable.has(name)).join(', ');

function checkKind({ name, kind }: LayerJson, known: readonly string[]): void {
  if (known.includes(kind)) return;
  const where = tell('its layer "{0}" is of the kind {1}', name, kind);
  if (preparing.has(kind))
    throw new ModelError(
      tell(
        '{0}, which prepares data; here inputs are normalised already (dataset, normalization), and augmentation has a key of its own. Take the layer out in Keras and convert the model again',
        where,
      ),
    );
  throw new ModelError(
    tell(
      '{0}, which TensorFlow.js does not have. Replace it in Keras and convert the model again; supported are {1}',
      where,
      offered(known),
    ),
  );
}

function checkNames(layers: readonly LayerJson[]): void {
  const names = new Set<string>();
  for (const { name } of layers) {
    if (names.has(name)) throw new ModelError(tell('two of its layers are called "{0}"; give every layer a name of its own', name));
    names.add(name);
  }
}

/** One call of a layer: the name of the layer and which call of it. */
const callName = (layer: JsonValue | undefined, index: JsonValue | undefined): string => JSON.stringify([layer, index ?? 0]);

/** The calls whose results a call is given: "inbound_nodes" in the form of `normalTopology`. */
const givenTo = (node: JsonValue): readonly (readonly JsonValue[])[] =>
  isList(node) ? node.filter(isList).filter(([layer]) => typeof layer === 'string') : [];

const callsOf = ({ layer: { inbound_nodes: nodes } }: LayerJson): readonly JsonValue[] =>
  isList(nodes) && nodes.length > 0 ? nodes : [[]];

interface Call {
  readonly layer: string;
  waitsFor: number;
  readonly waiting: string[];
}

function graphOf(layers: readonly LayerJson[]): ReadonlyMap<string, Call> {
  const calls = new Map<string, Call>();
  for (const one of layers)
    callsOf(one).forEach((_, index) => calls.set(callName(one.name, index), { layer: one.name, waitsFor: 0, waiting: [] }));
  for (const one of layers)
    callsOf(one).forEach((node, index) => {
      const name = callName(one.name, index);
      for (const [layer, call] of givenTo(node)) {
        const source = calls.get(callName(layer, call));
        if (!source)
          throw new ModelError(
            tell(
              'its layer "{0}" takes what "{1}" gives, which it does not have; the file is damaged, convert the model anew',
              one.name,
              String(layer),
            ),
          );
        source.waiting.push(name);
        const target = calls.get(name);
        if (target) target.waitsFor++;
      }
    });
  return calls;
}

/** Kahn's algorithm: what is left when every call that waits for nothing is gone, goes in a circle. */
function checkCircles(layers: readonly LayerJson[]): void {
  const calls = new Map(graphOf(layers));
  const ready = [...calls].filter(([, { waitsFor }]) => waitsFor === 0).map(([name]) => name);
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    for (const other of calls.get(name)?.waiting ?? []) {
      const call = calls.get(other);
      if (call && --call.waitsFor === 0) ready.push(other);
    }
    calls.delete(name);
  }
  const [first] = calls.values();
  if (first)
    throw new ModelError(
      tell('its layer "{0}" waits for its own result, in a circle; the file is damaged, convert the model anew', first.layer),
    );
}

/**
 * @param topology As `normalTopology` makes it.
 * @returns Names of all layers, for words about a model that cannot be built.
 * @throws ModelError that names the layer and what to do.
 */
export function checkTopology(tf: TensorFlow, topology: JsonObject): readonly string[] {
  const layers = everyLayer(layerJson(topology));
  const known = knownLayers(tf);
  for (const one of layers) checkKind(one, known);
  for (const { layer } of layers) {
    const inner = listed(layer);
    checkNames(inner);
    checkCircles(inner);
  }
  return layers.map(({ name }) => name);
}
