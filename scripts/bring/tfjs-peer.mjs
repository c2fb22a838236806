// Brings TensorFlow.js for the benchmark, by npm, into a folder of its own; prints the folder.
import { npmInstall, once } from './npm-folder.mjs';

const version = '4.22.0';

console.log(
  await once(`tfjs-${version}`, async (folder) => {
    console.error(`Installing TensorFlow.js ${version} for the benchmark ...`);
    await npmInstall(folder, `@tensorflow/tfjs@${version}`, `@tensorflow/tfjs-backend-wasm@${version}`);
  }),
);
