/** Model files as TensorFlow.js writes them, in folders that are gone after the test. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach } from 'vitest';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'wt-model-'));
  folders.push(folder);
  return folder;
}

/** @returns Its path. */
export function textFile(text: string): string {
  const file = path.join(newFolder(), 'model.json');
  writeFileSync(file, text);
  return file;
}

type Artifacts = tf.io.ModelArtifacts;

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
