import assert from 'node:assert/strict';
import * as path from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activated, cleanFolder, extensionId, refOf, runToEnd, tiny, writeConfig } from './support.ts';

/** The example's model, converted from Keras. */
const model = (): string =>
  path.join(vscode.extensions.getExtension(extensionId)?.extensionPath ?? '', 'examples/models/keras-mnist/model.json');

describe("a Keras model of one's own", function () {
  before(() => cleanFolder('keras'));
  after(() => cleanFolder('keras'));

  it('finds tickets on TensorFlow.js, named as Keras names its layers', async () => {
    await runToEnd(writeConfig('keras', { ...tiny, network: { model: model() }, controls: { randomReinit: 0, randomMask: 0 } }), 'keras');
    const document = await (await activated()).document(refOf('keras'));
    assert.equal(document?.engine.name, 'tfjs');
    assert.ok(document.engine.backend);
    assert.equal(document.trainings.length, 2);
    assert.deepEqual(await (await activated()).listTickets(), ['keras/trial-1/round-00', 'keras/trial-1/round-01']);
  });
});
