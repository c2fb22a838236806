/** Every preset of the paper reaches its claims, and every claim is reached. */
import { expect, it, test } from 'vitest';
import { claimsFor } from '../../../../src/lottery/claims/claims-for.ts';
import { convolutionClaims, convolutionFigures, dropoutClaims } from '../../../../src/lottery/claims/convolution-claims.ts';
import { resnetClaims, vggWithoutWarmup, vggWithWarmup } from '../../../../src/lottery/claims/deep-claims.ts';
import { lenetIterative, lenetOneShot } from '../../../../src/lottery/claims/lenet-claims.ts';
import { departures, paperSetup } from '../../../../src/lottery/claims/paper-setup.ts';
import { departureWords } from '../../../../src/shared/results/verdict/claims.ts';
import { presetNames } from '../../../../src/shared/config/presets/presets.ts';
import { checkConfig } from '../../../../src/shared/config/reading/check-config.ts';
import type { Config } from '../../../../src/shared/config/schema/schema.ts';

function configOf(preset: string): Config {
  const { config } = checkConfig(JSON.stringify({ extends: preset }), { path: '/configs/test.lottery.json', readText: () => undefined });
  if (!config) throw new Error(`The preset ${preset} is not valid.`);
  return config;
}

const wordsOf = (claims: readonly { id: string; claim: () => string; at: number | null; paper: () => string }[]): string[] =>
  claims.map(({ id, claim, at, paper }) => `${id}: ${claim()}, ${String(at)}, ${paper()}`);

const ofPresets = {
  'paper/lenet-300-100': lenetIterative,
  'paper/lenet-300-100-oneshot': lenetOneShot,
  'paper/conv-2': convolutionClaims(convolutionFigures['conv-2']),
  'paper/conv-4': convolutionClaims(convolutionFigures['conv-4']),
  'paper/conv-6': convolutionClaims(convolutionFigures['conv-6']),
  'paper/conv-2-dropout': dropoutClaims(convolutionFigures['conv-2']),
  'paper/conv-4-dropout': dropoutClaims(convolutionFigures['conv-4']),
  'paper/conv-6-dropout': dropoutClaims(convolutionFigures['conv-6']),
  'paper/resnet-20': resnetClaims,
  'paper/resnet-20-warmup': resnetClaims,
  'paper/vgg-19': vggWithoutWarmup,
  'paper/vgg-19-warmup': vggWithWarmup(0.015, () => 'down to 1.5 %'),
};
const paperPresets = presetNames.filter((name) => name.startsWith('paper/'));

test('every preset of the paper is listed here', () => {
  expect(paperPresets.toSorted()).toEqual(Object.keys(ofPresets).toSorted());
});

it.each(Object.entries(ofPresets))("%s reaches its own claims and departs from none of the paper's set-up", (preset, claims) => {
  const config = configOf(preset);
  expect(wordsOf(claimsFor(config))).toEqual(wordsOf(claims));
  const setup = paperSetup(config);
  // At 0.1 the paper's ResNet-18 finds no winning tickets; its claims are of 0.03 with warm-up.
  expect(setup && departures(config, setup).map(departureWords)).toEqual(
    preset === 'paper/resnet-20' ? ['0.1 learning rate (the paper: 0.03)', '0 iterations of warm-up (the paper: 20,000)'] : [],
  );
});

test("a narrower network of the paper's kind, or CIFAR-10 from a folder, is held against its claims, and says how it departs", () => {
  const quick = configOf('quick/conv-2');
  for (const dataset of [quick.dataset, { kind: 'cifar', path: 'here', classes: 10 } as const]) {
    const config = { ...quick, dataset };
    expect(wordsOf(claimsFor(config))).toEqual(wordsOf(ofPresets['paper/conv-2']));
    const setup = paperSetup(config);
    expect(setup && departures(config, setup).map(departureWords)).toEqual([
      "0.25 times the paper's filters and hidden units",
      '0.001 learning rate (the paper: 0.0002)',
      '3,400 iterations (the paper: 20,000)',
      '200 iterations between evaluations (the paper: 100)',
      '8 rounds (the paper: 20)',
      '1 random reinitialisation (the paper: 3)',
      '1 trial (the paper: 5)',
    ]);
  }
  const { layers } = quick.network as { readonly layers: readonly object[] };
  const others = [layers.slice(1), layers.with(3, { kind: 'flatten', name: 'flat' }).with(4, { units: 65 }), [...layers, { units: 10 }]];
  for (const changed of others) expect(claimsFor({ ...quick, network: { layers: changed } as Config['network'] })).toEqual([]);
  expect(claimsFor({ ...quick, dataset: { kind: 'cifar', path: 'here', classes: 100 } })).toEqual([]);
});

it('every claim of the paper is reached', () => {
  const reached = paperPresets.flatMap((preset) => claimsFor(configOf(preset)).map(({ id }) => id));
  expect([...new Set(reached)].toSorted()).toEqual([
    ...['conv-accuracy', 'conv-speed', 'dropout', 'lenet-accuracy', 'lenet-back', 'lenet-earlier', 'lenet-falls', 'lenet-final'],
    ...['lenet-oneshot', 'lenet-reinit', 'resnet', 'vgg'],
  ]);
});

it('VGG-19 with warm-up reaches those of its scope', () => {
  const { training, pruning, ...rest } = configOf('paper/vgg-19');
  const withWarmup = (scope: 'layer' | 'global'): Config => {
    return { ...rest, training: { ...training, warmup: 10_000 }, pruning: { ...pruning, scope } };
  };
  expect(wordsOf(claimsFor(withWarmup('global')))).toEqual(wordsOf(vggWithWarmup(0.015, () => 'down to 1.5 %')));
  expect(wordsOf(claimsFor(withWarmup('layer')))).toEqual(wordsOf(vggWithWarmup(0.069, () => 'down to 6.9 %')));
  // The paper pruned VGG-19 both ways.
  for (const scope of ['layer', 'global'] as const) {
    const setup = paperSetup(withWarmup(scope));
    expect(setup && departures(withWarmup(scope), setup)).toEqual([]);
  }
});
