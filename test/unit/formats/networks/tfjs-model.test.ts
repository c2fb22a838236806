/** A layers model gives in TensorFlow.js the logits that the reference engine gives. */
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { type ExportedTicket, trainedWeights } from '../../../../src/formats/exported-ticket.ts';
import { tfjsModel } from '../../../../src/formats/networks/tfjs-model.ts';
import { referenceLogits } from '../reference-logits.ts';
import { imageLayers, networkOf, ticketOf, uniform } from '../tickets.ts';

interface ModelJson {
  readonly modelTopology: object;
  readonly weightsManifest: readonly [{ readonly weights: tf.io.WeightsManifestEntry[] }];
  readonly userDefinedMetadata: Readonly<Record<string, string>>;
}

function load(ticket: ExportedTicket): Promise<tf.LayersModel> {
  const [model, weights] = tfjsModel(ticket, '0');
  const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(model?.bytes)) as ModelJson;
  const weightData = Uint8Array.from(weights?.bytes ?? []).buffer;
  return tf.loadLayersModel({ load: () => Promise.resolve({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }) });
}

/** From `[channels, height, width]` to `[height, width, channels]`. */
function channelsLast(values: Float32Array, [channels = 1, height = 1, width = 1]: readonly number[], count: number): Float32Array {
  const area = height * width;
  return values.map((_, at) => {
    const [sample, pixel, channel] = [Math.floor(at / (area * channels)), Math.floor(at / channels) % area, at % channels];
    return sample < count ? (values[(sample * channels + channel) * area + pixel] ?? NaN) : NaN;
  });
}

describe('a layers model', () => {
  it.each([
    ['images through layers of every kind', imageLayers, [3, 8, 8]],
    ['images as if flattened', [{ units: 6 }, { units: 3 }], [2, 5, 4]],
    ['a table', [{ units: 6 }, { units: 3 }], [9]],
  ] as const)('gives the logits of the reference engine: %s', async (_, layers, shape) => {
    const ticket = ticketOf(networkOf(layers, shape));
    const draw = uniform('inputs');
    const inputs = Float32Array.from({ length: 4 * shape.reduce((a, b) => a * b, 1) }, () => 2 * draw() - 1);
    const [channels, ...rest] = shape;
    const model = await load(ticket);
    const tensor = tf.tensor(rest.length === 0 ? inputs : channelsLast(inputs, shape, 4), [4, ...rest, channels]);
    const logits = (model.predict(tensor) as tf.Tensor).dataSync();
    const expected = referenceLogits(ticket.network, trainedWeights(ticket), inputs);
    expect(logits).toHaveLength(expected.length);
    expected.forEach((value, at) => expect(logits[at]).toBeCloseTo(value, 4));
  });

  it('says where it comes from', () => {
    const [model] = tfjsModel(ticketOf(networkOf([{ units: 3 }], [4])), '0');
    const { userDefinedMetadata } = JSON.parse(new TextDecoder().decode(model?.bytes)) as ModelJson;
    expect(userDefinedMetadata['ticket']).toBe('lenet/trial-1/round-05');
  });
});
