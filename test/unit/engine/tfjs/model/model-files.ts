/** Model files as TensorFlow.js writes them, in folders that are gone after the test. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { readModel, type ReadModel, type SampleFacts } from '../../../../../src/engine/tfjs/model/read-model.ts';
import { filesOfModel } from '../../../../../src/runs/reading/model-files.ts';
import { temporaryFolder } from '../../../../temporary-folder.ts';

/** @returns Its path. */
export function textFile(text: string): string {
  const file = path.join(temporaryFolder(), 'model.json');
  writeFileSync(file, text);
  return file;
}

type Artifacts = tf.io.ModelArtifacts;

/** A sound model of 64 inputs and 10 outputs that takes TensorFlow.js half a minute: 4,000 layers, the last one first. @returns Its path. */
export function slowModel(folder: string): string {
  const dense = (name: string, from: string, units: number): object => ({
    ...{ name, class_name: 'Dense', config: { name, units } },
    inbound_nodes: [[[from, 0, 0, {}]]],
  });
  const input = { name: 'd0', class_name: 'InputLayer', config: { name: 'd0', batch_input_shape: [null, 64] }, inbound_nodes: [] };
  const inner = Array.from({ length: 4000 }, (_, place) => dense(`d${place + 1}`, `d${place}`, 4));
  const layers = [input, ...inner, dense('out', 'd4000', 10)].toReversed();
  const config = { name: 'slow', layers, input_layers: [['d0', 0, 0]], output_layers: [['out', 0, 0]] };
  const file = path.join(folder, 'model.json');
  writeFileSync(file, JSON.stringify({ modelTopology: { class_name: 'Model', config } }));
  return file;
}

/** Reads a file as the reading thread does. */
export const readModelFile = (file: string, facts: SampleFacts): Promise<ReadModel> => readModel(file, filesOfModel(file), facts);

/** Disposes the model. @param change What is different from what TensorFlow.js writes. */
export async function modelFile(
  model: tf.LayersModel,
  change: (json: Record<string, unknown>) => object = (json) => json,
): Promise<string> {
  let saved: Artifacts = {};
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      saved = artifacts;
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } });
    }),
  );
  model.dispose();
  const { modelTopology, weightSpecs, weightData } = saved;
  const weightsManifest = [{ paths: ['group1-shard1of1.bin'], weights: weightSpecs }];
  const file = textFile(JSON.stringify(change({ format: 'layers-model', generatedBy: 'keras v2.15.0', modelTopology, weightsManifest })));
  const bytes = tf.io.CompositeArrayBuffer.join(weightData);
  writeFileSync(path.join(path.dirname(file), 'group1-shard1of1.bin'), new Uint8Array(bytes));
  return file;
}
