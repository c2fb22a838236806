/** Loads TensorFlow.js from a folder that need not be there when this is built; its types are the few calls that are used. */
import { createRequire } from 'node:module';
import path from 'node:path';

export interface TfTensor {
  data(): Promise<Float32Array | Int32Array>;
  dispose(): void;
}

export interface TfVariable extends TfTensor {
  assign(value: TfTensor): void;
}

export interface TfOptimizer {
  minimize(loss: () => TfTensor, returnCost: boolean, variables: readonly TfVariable[]): TfTensor | null;
  dispose(): void;
}

export interface Tf {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  tensor(values: Float32Array | Int32Array, shape: readonly number[], type?: string): TfTensor;
  variable(value: TfTensor): TfVariable;
  matMul(a: TfTensor, b: TfTensor): TfTensor;
  add(a: TfTensor, b: TfTensor): TfTensor;
  mul(a: TfTensor, b: TfTensor): TfTensor;
  relu(a: TfTensor): TfTensor;
  oneHot(labels: TfTensor, classes: number): TfTensor;
  tidy<T>(action: () => T): T;
  readonly losses: { softmaxCrossEntropy(oneHot: TfTensor, logits: TfTensor): TfTensor };
  readonly train: { adam(rate: number, beta1: number, beta2: number, epsilon: number): TfOptimizer };
}

interface WasmBackend {
  setWasmPaths(folder: string): void;
}

const packages: Readonly<Record<string, string>> = { tensorflow: '@tensorflow/tfjs-node' };
let loaded: Promise<Tf> | null = null;

async function load(folder: string, backend: string): Promise<Tf> {
  const require = createRequire(path.join(folder, 'package.json'));
  const tf = require(packages[backend] ?? '@tensorflow/tfjs') as Tf;
  if (backend === 'wasm') {
    const wasm = require('@tensorflow/tfjs-backend-wasm') as WasmBackend;
    wasm.setWasmPaths(`${path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`The backend ${backend} does not start.`);
  await tf.ready();
  return tf;
}

export const loadTfjs = (folder: string, backend: string): Promise<Tf> => (loaded ??= load(folder, backend));
