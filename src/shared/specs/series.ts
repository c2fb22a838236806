/**
 * The kinds of training that an experiment has at a round: the ticket, and the series that it is compared with.
 * Each has a row of words here and a row of looks in `figures/figure/series-looks.ts`; a series that lacks one of them does not compile.
 */
import { t } from '../text/language.ts';

interface SeriesWords {
  /** In roles: `trial-1/round-03/random-reinit-1`. */
  readonly role: string;
  /** "random reinitialisation" */
  readonly title: () => string;
  /** For the head of a table's column. */
  readonly short: () => string;
  /** Its trainings are on the data set that tickets are transferred to, and so is the dense network that they are compared with. */
  readonly onOtherData?: true;
}

/** Series that `controls` of the config asks for by the same name. */
const controlWords = {
  randomReinit: { role: 'random-reinit', title: () => t('random reinitialisation'), short: () => t('reinit') },
  randomMask: { role: 'random-mask', title: () => t('random mask'), short: () => t('random mask') },
  survivorReinit: {
    role: 'survivor-reinit',
    title: () => t("reinitialisation from the survivors' values"),
    short: () => t('survivor reinit'),
  },
  signReinit: { role: 'sign-reinit', title: () => t('sign-preserving reinitialisation'), short: () => t('sign reinit') },
  constantSign: { role: 'constant-sign', title: () => t('constant magnitude, original signs'), short: () => t('constant sign') },
  shuffledWeights: { role: 'shuffled-weights', title: () => t('shuffled initial weights'), short: () => t('shuffled') },
  noiseHalf: { role: 'noise-half', title: () => t('noise of 0.5 deviations'), short: () => t('noise 0.5') },
  noise1: { role: 'noise-1', title: () => t('noise of 1 deviation'), short: () => t('noise 1') },
  noise2: { role: 'noise-2', title: () => t('noise of 2 deviations'), short: () => t('noise 2') },
  noise3: { role: 'noise-3', title: () => t('noise of 3 deviations'), short: () => t('noise 3') },
  globalRandomMask: { role: 'global-random-mask', title: () => t('global random mask'), short: () => t('global mask') },
  dataOrder: { role: 'data-order', title: () => t('another data order'), short: () => t('data order') },
  union: { role: 'union', title: () => t("union of the trials' tickets"), short: () => t('union') },
  intersection: { role: 'intersection', title: () => t("intersection of the trials' tickets"), short: () => t('intersection') },
} satisfies Record<string, SeriesWords>;

const allWords = {
  ticket: { role: 'ticket', title: () => t('ticket'), short: () => t('ticket') },
  ...controlWords,
  transfer: { role: 'transfer', title: () => t('transferred ticket'), short: () => t('transfer'), onOtherData: true },
  transferReinit: {
    role: 'transfer-reinit',
    title: () => t('random reinitialisation, transferred'),
    short: () => t('transfer reinit'),
    onOtherData: true,
  },
} satisfies Record<string, SeriesWords>;

export type ControlName = keyof typeof controlWords;
export type SeriesName = keyof typeof allWords;

export const seriesWords: Readonly<Record<SeriesName, SeriesWords>> = allWords;
/** "random reinitialisation" */
export const seriesTitleOf = (name: SeriesName): string => seriesWords[name].title();
/** For the head of a table's column: "reinit". */
export const seriesShortOf = (name: SeriesName): string => seriesWords[name].short();
export const controlNames = Object.keys(controlWords) as readonly ControlName[];
/** In the order in which people read them: the ticket, its controls, what was transferred. */
export const seriesNames = Object.keys(allWords) as readonly SeriesName[];
