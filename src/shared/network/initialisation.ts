/** From which distribution the initial weights of a network are drawn. */
export const initialDistributions = ['glorot-normal', 'glorot-uniform', 'he-normal', 'he-uniform'] as const;
export type InitialDistribution = (typeof initialDistributions)[number];

/** Whether a distribution has tails that can be cut. */
export const isNormal = (distribution: InitialDistribution): boolean => distribution === 'glorot-normal' || distribution === 'he-normal';

export interface Initialisation {
  readonly distribution: InitialDistribution;
  /** Normal values beyond two standard deviations are drawn again; the others stay as they are, so the spread is 12 % smaller. */
  readonly truncated: boolean;
  /** Factor on the standard deviation. */
  readonly scale: number;
}

/** The paper's (figure 2): Gaussian Glorot. */
export const paperInitialisation: Initialisation = { distribution: 'glorot-normal', truncated: false, scale: 1 };

/** undefined for the paper's, so that a key with its default leaves no trace in a spec. */
export function unlessPaper(initialisation: Initialisation | undefined): Initialisation | undefined {
  if (initialisation === undefined) return undefined;
  const { distribution, truncated, scale } = initialisation;
  const same =
    distribution === paperInitialisation.distribution && truncated === paperInitialisation.truncated && scale === paperInitialisation.scale;
  return same ? undefined : { distribution, truncated, scale };
}
