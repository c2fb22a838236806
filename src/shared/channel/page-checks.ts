/** What pages may call their host with. A page shows what strangers have written, so its host believes nothing of it. */
import type { PayloadChecks } from './channel-endpoint.ts';
import type { CompareCalls } from './compare-protocol.ts';
import type { PanelCalls, SavedFigure } from './webview-protocol.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
/** Of a layer, a ticket, an experiment: longer than any that there is, and short enough for a message that repeats it. */
const mostLetters = 1_000;
const isName: Check = (value) => isText(value) && (value as string).length <= mostLetters;
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
/** A part of a file's name in the store. */
const isHash: Check = (value) => isText(value) && /^[0-9a-f]{64}$/.test(value as string);
const isAbsent: Check = (value) => value === undefined;

/** An object with fields of these kinds, maybe among others. */
const holds =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' && value !== null && Object.entries(fields).every(([name, fits]) => fits((value as never)[name]));

const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    isText(value) && values.includes(value as string);

const anything: Check = () => true;
const listOf =
  (fits: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(fits);

const figureKinds: readonly SavedFigure['kind'][] = ['png', 'svg', 'csv'];
const isFigure = holds({ name: isName, kind: oneOf(...figureKinds), content: isText });

const isExperiment = holds({ experiment: isName });
const isTicket = holds({ ticket: isName });
const commands: readonly PanelCalls['command']['payload']['command'][] = [
  ...(['run', 'cancel', 'openConfig', 'showLog', 'retrain', 'compare', 'exportCsv', 'exportReport'] as const),
];

export const panelChecks: PayloadChecks<PanelCalls> = {
  ready: anything,
  ...{ inspect: isTicket, analyse: isTicket, mask: holds({ ticket: isName, layer: isName }) },
  kernels: holds({ ticket: isName, place: holds({ layer: isName, filter: isCount, firstChannel: isCount }) }),
  curves: holds({ hashes: listOf(isHash) }),
  ...{ others: anything, other: isExperiment, showMember: isExperiment, showSweep: anything, saveFigure: isFigure },
  runWith: holds({ kind: oneOf('more-iterations', 'more-evaluations', 'more-trials') }),
  command: holds({ command: oneOf(...commands), ticket: (value) => isAbsent(value) || isName(value) }),
};

const isPair = { a: isCount, b: isCount };

export const compareChecks: PayloadChecks<CompareCalls> = {
  ready: anything,
  picture: holds({ ...isPair, layer: isName }),
  show: holds({ item: isCount }),
  textDiff: holds(isPair),
  saveFigure: isFigure,
};
