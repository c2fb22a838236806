/**
 * The kinds of training that an experiment has at a round: the ticket, and the series that it is compared with.
 * Each has a row of words here and a row of looks in `figures/series-looks.ts`; a series that lacks one of them does not compile.
 */

interface SeriesWords {
  /** In roles: `trial-1/round-03/random-reinit-1`. */
  readonly role: string;
  /** "random reinitialisation" */
  readonly title: string;
  /** For the head of a table's column. */
  readonly short: string;
  /** Its trainings are on the data set that tickets are transferred to, and so is the dense network that they are compared with. */
  readonly onOtherData?: true;
}

/** Series that `controls` of the config asks for by the same name. */
const controlWords = {
  randomReinit: { role: 'random-reinit', title: 'random reinitialisation', short: 'reinit' },
  randomMask: { role: 'random-mask', title: 'random mask', short: 'random mask' },
  survivorReinit: { role: 'survivor-reinit', title: "reinitialisation from the survivors' values", short: 'survivor reinit' },
  signReinit: { role: 'sign-reinit', title: 'sign-preserving reinitialisation', short: 'sign reinit' },
  constantSign: { role: 'constant-sign', title: 'constant magnitude, original signs', short: 'constant sign' },
  shuffledWeights: { role: 'shuffled-weights', title: 'shuffled initial weights', short: 'shuffled' },
  noiseHalf: { role: 'noise-half', title: 'noise of 0.5 deviations', short: 'noise 0.5' },
  noise1: { role: 'noise-1', title: 'noise of 1 deviation', short: 'noise 1' },
  noise2: { role: 'noise-2', title: 'noise of 2 deviations', short: 'noise 2' },
  noise3: { role: 'noise-3', title: 'noise of 3 deviations', short: 'noise 3' },
  globalRandomMask: { role: 'global-random-mask', title: 'global random mask', short: 'global mask' },
  dataOrder: { role: 'data-order', title: 'another data order', short: 'data order' },
  union: { role: 'union', title: "union of the trials' tickets", short: 'union' },
  intersection: { role: 'intersection', title: "intersection of the trials' tickets", short: 'intersection' },
} satisfies Record<string, SeriesWords>;

const allWords = {
  ticket: { role: 'ticket', title: 'ticket', short: 'ticket' },
  ...controlWords,
  transfer: { role: 'transfer', title: 'transferred ticket', short: 'transfer', onOtherData: true },
  transferReinit: { role: 'transfer-reinit', title: 'random reinitialisation, transferred', short: 'transfer reinit', onOtherData: true },
} satisfies Record<string, SeriesWords>;

export type ControlName = keyof typeof controlWords;
export type SeriesName = keyof typeof allWords;

export const seriesWords: Readonly<Record<SeriesName, SeriesWords>> = allWords;
export const controlNames = Object.keys(controlWords) as readonly ControlName[];
/** In the order in which people read them: the ticket, its controls, what was transferred. */
export const seriesNames = Object.keys(allWords) as readonly SeriesName[];
