/** Which training is begun first. */
import type { TrainingPlace } from '../../lottery/places/role.ts';

const rank = ({ series, round, trial, replicate }: TrainingPlace): readonly number[] => [
  series === 'ticket' ? 0 : 1,
  round,
  trial,
  replicate,
];

/** Tickets before controls, since more waits for them; early rounds before late ones. Negative where `a` comes first. */
export function compareUrgency(a: TrainingPlace, b: TrainingPlace): number {
  const [one, other] = [rank(a), rank(b)];
  const index = one.findIndex((value, place) => value !== other[place]);
  return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}
