/** Which claims of the paper a config can be held against. */
import type { Config } from '../../shared/config/schema.ts';
import type { Claim } from './claim.ts';
import { convolutionClaims, convolutionFigures, dropoutClaims } from './convolution-claims.ts';
import { resnetClaims, vggWithoutWarmup, vggWithWarmup } from './deep-claims.ts';
import { lenetIterative, lenetOneShot } from './lenet-claims.ts';
import { paperSetup } from './paper-setup.ts';

/** Whether any key of this name, anywhere in the config, has a number above 0. */
function uses(config: unknown, key: string): boolean {
  if (typeof config !== 'object' || config === null) return false;
  return Object.entries(config).some(([name, value]) => (name === key && typeof value === 'number' && value > 0) || uses(value, key));
}

function vggClaims(config: Config): readonly Claim[] {
  if (!uses(config, 'warmup')) return vggWithoutWarmup;
  const global: boolean = (config.pruning.scope as string) === 'global';
  return global ? vggWithWarmup(0.015, 'down to 1.5 %') : vggWithWarmup(0.069, 'down to 6.9 %');
}

export function claimsFor(config: Config): readonly Claim[] {
  if (paperSetup(config) === null) return [];
  const [network, oneShot] = [config.network as string, (config.pruning.schedule as string) === 'one-shot'];
  if (network === 'lenet-300-100') return oneShot ? lenetOneShot : lenetIterative;
  if (oneShot) return [];
  if (network === 'vgg-19') return vggClaims(config);
  if (network === 'resnet-20') return resnetClaims;
  const figures = convolutionFigures[network];
  return figures ? (uses(config, 'dropout') ? dropoutClaims : convolutionClaims)(figures) : [];
}
