import type { ExperimentSummary } from '../../shared/results/experiment-summary.ts';
import type { ExperimentDocument, FailedTraining, RoundSummary, TrainingSummary } from '../../shared/results/experiment.ts';
import { type ImportedTicket, ticketName } from '../../shared/results/ticket-name.ts';
import { retrainingsOfTicket, untrainedImports } from '../../shared/results/ticket/imported.ts';
import { type ExperimentRef, keyOf, type SweepRef, type TicketRef } from '../experiments/experiment-ref.ts';
import type { LibraryEntry } from '../experiments/library.ts';
import { spoken } from '../../shared/text/told.ts';

/** Stays the same object while it is shown: VS Code refreshes by identity. */
export interface ExperimentNode extends ExperimentRef {
  readonly kind: 'experiment';
  readonly id: string;
  entry: LibraryEntry;
  summary: ExperimentSummary | null;
  /** Milliseconds since 1970 at which its record was last written; null where there is none. */
  changedAt: number | null;
  /** Its runs with earlier settings, the newest first. */
  earlier: readonly ExperimentNode[];
}

/** The runs of an experiment with earlier settings. */
export interface EarlierNode extends ExperimentRef {
  readonly kind: 'earlier';
  readonly id: string;
  readonly runs: readonly ExperimentNode[];
}

export interface RoundNode extends ExperimentRef {
  readonly kind: 'round';
  readonly id: string;
  readonly round: RoundSummary;
  readonly document: ExperimentDocument;
}

export interface TrialNode extends ExperimentRef, TicketRef {
  readonly kind: 'trial';
  readonly id: string;
  readonly training: TrainingSummary;
  readonly document: ExperimentDocument;
}

/** A ticket of another program that was not trained when it was imported: it has no result under a round. */
export interface ImportedNode extends ExperimentRef, TicketRef {
  readonly kind: 'imported';
  readonly id: string;
  readonly imported: ImportedTicket;
  readonly document: ExperimentDocument;
}

export interface RetrainingNode extends ExperimentRef, TicketRef {
  readonly kind: 'retraining';
  readonly id: string;
  readonly training: TrainingSummary;
}

/** A training that a trial's ticket is compared with. */
export interface ControlNode extends ExperimentRef, TicketRef {
  readonly kind: 'control';
  readonly id: string;
  readonly training: TrainingSummary;
}

/** A training that broke down: it has no result under its round. */
export interface FailedNode extends ExperimentRef {
  readonly kind: 'failed';
  readonly id: string;
  readonly failed: FailedTraining;
}

/** The experiments of a sweep. Stays the same object while it is shown, too. */
export interface SweepNode extends SweepRef {
  readonly kind: 'sweep';
  readonly id: string;
  members: readonly ExperimentNode[];
}

export type RootNode = ExperimentNode | SweepNode;
export type Node = RootNode | EarlierNode | FailedNode | ImportedNode | RoundNode | TrialNode | ControlNode | RetrainingNode;

export function experimentNode(entry: LibraryEntry): ExperimentNode {
  const { storeFolder, experiment } = entry;
  return { kind: 'experiment', id: keyOf(entry), storeFolder, experiment, entry, summary: null, changedAt: null, earlier: [] };
}

function trialNode(parent: RoundNode, training: TrainingSummary): TrialNode {
  const { storeFolder, experiment, document } = parent;
  const ticket = ticketName({ experiment, trial: training.trial, round: training.round });
  return { kind: 'trial', id: `${parent.id}/${String(training.trial)}`, storeFolder, experiment, document, training, ticket };
}

function roundNodes({ id, storeFolder, experiment }: ExperimentNode, document: ExperimentDocument): readonly RoundNode[] {
  const newestFirst = [...document.rounds].sort((a, b) => b.round - a.round);
  return newestFirst.map((round) => ({ kind: 'round', id: `${id}/${String(round.round)}`, storeFolder, experiment, round, document }));
}

function failedNodes({ id, storeFolder, experiment }: ExperimentNode, document: ExperimentDocument): readonly FailedNode[] {
  return document.failedTrainings.map((one) => ({
    kind: 'failed',
    id: `${id}/failed/${one.role}`,
    storeFolder,
    experiment,
    failed: { ...one, reason: spoken(one.reason, document.tellings) },
  }));
}

function importedNodes({ id, storeFolder, experiment }: ExperimentNode, document: ExperimentDocument): readonly ImportedNode[] {
  return untrainedImports(document).map((imported) => {
    const ticket = ticketName({ experiment, trial: imported.trial, round: imported.round });
    return { kind: 'imported', id: `${id}/imported/${ticket}`, storeFolder, experiment, ticket, imported, document };
  });
}

function trialNodes(parent: RoundNode): readonly TrialNode[] {
  const tickets = parent.document.trainings.filter(({ series, round }) => series === 'ticket' && round === parent.round.round);
  return [...tickets].sort((a, b) => a.trial - b.trial).map((training) => trialNode(parent, training));
}

function controlNodes(parent: TrialNode): readonly ControlNode[] {
  const { storeFolder, experiment, ticket, training } = parent;
  const own = parent.document.trainings.filter(
    ({ trial, round, series }) => trial === training.trial && round === training.round && series !== 'ticket',
  );
  return own.map((one) => ({ kind: 'control', id: `${parent.id}/${one.role}`, storeFolder, experiment, ticket, training: one }));
}

function retrainingNodes(parent: TrialNode | ImportedNode): readonly RetrainingNode[] {
  const { storeFolder, experiment, ticket, document } = parent;
  const own = retrainingsOfTicket(document, parent.kind === 'trial' ? parent.training : parent.imported);
  return own.map((one) => ({ kind: 'retraining', id: `${parent.id}/${one.role}`, storeFolder, experiment, ticket, training: one }));
}

function earlierNodes({ id, storeFolder, experiment, earlier }: ExperimentNode): readonly EarlierNode[] {
  return earlier.length === 0 ? [] : [{ kind: 'earlier', id: `${id}/earlier`, storeFolder, experiment, runs: earlier }];
}

/** What stands under an experiment: trainings that failed, imported tickets that are not trained, rounds, with the fewest weights first, and its earlier runs. @param document Read when it is opened; null where it cannot be. */
export const childrenOfExperiment = (node: ExperimentNode, document: ExperimentDocument | null): readonly Node[] => [
  ...(document ? [...failedNodes(node, document), ...importedNodes(node, document), ...roundNodes(node, document)] : []),
  ...earlierNodes(node),
];

/** Takes runs with earlier settings from the list and puts them under their experiments; those whose experiment is gone stay. */
export function withEarlierRuns(nodes: readonly ExperimentNode[]): ExperimentNode[] {
  const ownerOf = (node: ExperimentNode): ExperimentNode | undefined =>
    nodes.find(
      ({ storeFolder, experiment, entry }) =>
        entry.earlierOf === null && storeFolder === node.storeFolder && experiment === node.entry.earlierOf?.experiment,
    );
  const under = new Map(nodes.flatMap((node) => (node.entry.earlierOf && ownerOf(node) ? [[node, ownerOf(node)] as const] : [])));
  const newestFirst = (a: ExperimentNode, b: ExperimentNode): number =>
    (b.entry.earlierOf?.replacedAt ?? '').localeCompare(a.entry.earlierOf?.replacedAt ?? '');
  for (const node of nodes) node.earlier = nodes.filter((one) => under.get(one) === node).toSorted(newestFirst);
  return nodes.filter((node) => !under.has(node));
}

/** What stands under any other node: a sweep's members, a round's trials, then their controls and retrainings. */
export function childrenOf(node: Exclude<Node, ExperimentNode>): readonly Node[] {
  switch (node.kind) {
    case 'sweep':
      return node.members;
    case 'earlier':
      return node.runs;
    case 'round':
      return trialNodes(node);
    case 'trial':
      return [...controlNodes(node), ...retrainingNodes(node)];
    case 'imported':
      return retrainingNodes(node);
    case 'failed':
    case 'control':
    case 'retraining':
      return [];
  }
}
