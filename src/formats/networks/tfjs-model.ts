/** A trained ticket as a layers model of TensorFlow.js: model.json and weights.bin, from normalised images `[height, width, channels]` to logits. */
import type { Network } from '../../shared/network/network.ts';
import type { Parameter } from '../../shared/network/parameter.ts';
import { parametersOf } from '../../shared/network/parameters.ts';
import { channelsLastColumns, tensorFlowLayout } from '../../shared/tensors/tensorflow-layout.ts';
import type { Tensor, Weights } from '../../shared/tensors/tensors.ts';
import { type ExportedFile, type ExportedTicket, textFile, trainedWeights } from '../exported-ticket.ts';
import { kerasName } from '../tensors/named-tensors.ts';
import { type FlattenedImages, type KerasLayer, kerasLayers } from './tfjs-layers.ts';

interface Topology {
  readonly topology: unknown;
  readonly images: FlattenedImages;
}

const functionalLayer = ({ class_name, name, config, inputs }: KerasLayer) => ({
  class_name,
  name,
  config,
  inbound_nodes: inputs.length === 0 ? [] : [inputs.map((from) => [from, 0, 0, {}])],
});

/** A model file keeps the topology that it came with. */
function topologyOf({ layers, ...network }: Network, name: string): Topology {
  const [only] = layers;
  if (only?.kind === 'model') return { topology: only.topology, images: new Map() };
  const { layers: keras, images } = kerasLayers({ layers, ...network });
  const last = keras.at(-1)?.name ?? 'input';
  const config = { name, layers: keras.map(functionalLayer), input_layers: [['input', 0, 0]], output_layers: [[last, 0, 0]] };
  return { topology: { class_name: 'Model', config }, images };
}

function kerasTensor({ name, layer, kind }: Parameter, weights: Weights, images: FlattenedImages): Tensor {
  const tensor = weights.get(name) ?? { shape: [0], data: new Float32Array(0) };
  const image = kind === 'weight' ? images.get(layer) : undefined;
  return tensorFlowLayout(image ? channelsLastColumns(tensor, image) : tensor);
}

/** @throws ExportError where the ticket is not trained, or Keras has no words for its network. */
export function tfjsModel(ticket: ExportedTicket, version: string): readonly ExportedFile[] {
  const { network, name, provenance } = ticket;
  const weights = trainedWeights(ticket);
  const { topology, images } = topologyOf(network, name.replace(/[^A-Za-z0-9_.-]/g, '-'));
  const tensors = parametersOf(network).map((parameter) => ({ name: kerasName(parameter), ...kerasTensor(parameter, weights, images) }));
  const model = {
    format: 'layers-model',
    generatedBy: `winning-ticket ${version}`,
    convertedBy: null,
    modelTopology: { keras_version: '2.15.0', backend: 'tensorflow', model_config: topology },
    weightsManifest: [
      { paths: ['weights.bin'], weights: tensors.map(({ name: tensor, shape }) => ({ name: tensor, shape, dtype: 'float32' })) },
    ],
    userDefinedMetadata: provenance,
  };
  const data = Buffer.concat(tensors.map(({ data: { buffer, byteOffset, byteLength } }) => new Uint8Array(buffer, byteOffset, byteLength)));
  return [textFile('model.json', `${JSON.stringify(model)}\n`), { name: 'weights.bin', bytes: data }];
}
