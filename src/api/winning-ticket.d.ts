/** Winning Ticket as a library: `import { findTicket, openStore, loadTicket, exportTicket } from 'winning-ticket'`. No editor is needed. */
/* eslint-disable max-lines -- the type of a config is written by a program */

/** What a `*.lottery.json` file holds; docs/config.md and media/lottery.schema.json describe every key. `{}` is LeNet-300-100 on MNIST. */
export type LotteryConfig = DeepReadonly<PlainConfig>;

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

// begin: written by `node scripts/tools/config-types.mjs` from the schema
type PlainConfig = {
  $schema?: string | undefined;
  extends?: string | undefined;
  name?: string | undefined;
  dataset?:
    | 'mnist'
    | 'fashion-mnist'
    | 'cifar-10'
    | 'cifar-100'
    | {
        kind: 'idx';
        folder?: string | undefined;
        trainImages?: string | undefined;
        trainLabels?: string | undefined;
        testImages?: string | undefined;
        testLabels?: string | undefined;
        normalization?: 'per-channel' | 'per-feature' | undefined;
      }
    | { kind: 'cifar'; path: string; classes?: 10 | 20 | 100 | undefined }
    | {
        kind: 'npz';
        file: string;
        trainImages?: string | undefined;
        trainLabels?: string | undefined;
        testImages?: string | undefined;
        testLabels?: string | undefined;
        layout?: 'auto' | 'channels-first' | 'channels-last' | undefined;
        normalization?: 'per-channel' | 'per-feature' | undefined;
      }
    | {
        kind: 'npy';
        trainImages: string;
        trainLabels: string;
        testImages: string;
        testLabels: string;
        layout?: 'auto' | 'channels-first' | 'channels-last' | undefined;
        normalization?: 'per-channel' | 'per-feature' | undefined;
      }
    | {
        kind: 'csv';
        train: string;
        test: string;
        label?: string | number | undefined;
        header?: 'auto' | 'yes' | 'no' | undefined;
        shape?: number[] | undefined;
        normalization?: 'per-channel' | 'per-feature' | undefined;
      }
    | { kind: 'images'; folder: string }
    | undefined;
  network?:
    | 'lenet-300-100'
    | 'conv-2'
    | 'conv-4'
    | 'conv-6'
    | 'conv-2-dropout'
    | 'conv-4-dropout'
    | 'conv-6-dropout'
    | 'resnet-20'
    | 'vgg-19'
    | {
        layers: (
          | { units: number; kind?: 'dense' | undefined; name?: string | undefined; activation?: 'relu' | 'none' | undefined }
          | {
              kind: 'convolution';
              filters: number;
              name?: string | undefined;
              kernelSize?: number | number[] | undefined;
              stride?: number | undefined;
              padding?: 'same' | 'valid' | undefined;
              bias?: boolean | undefined;
              activation?: 'relu' | 'none' | undefined;
            }
          | { kind: 'max-pool'; name?: string | undefined; size?: number | number[] | undefined; stride?: number | undefined }
          | { kind: 'average-pool'; name?: string | undefined; size?: number | number[] | undefined; stride?: number | undefined }
          | { kind: 'global-average-pool'; name?: string | undefined }
          | { kind: 'flatten'; name?: string | undefined }
          | { kind: 'relu'; name?: string | undefined }
          | { kind: 'dropout'; name?: string | undefined; rate?: number | undefined }
          | { kind: 'batch-normalization'; name?: string | undefined; epsilon?: number | undefined; momentum?: number | undefined }
          | {
              kind: 'residual';
              layers: (
                | { units: number; kind?: 'dense' | undefined; name?: string | undefined; activation?: 'relu' | 'none' | undefined }
                | {
                    kind: 'convolution';
                    filters: number;
                    name?: string | undefined;
                    kernelSize?: number | number[] | undefined;
                    stride?: number | undefined;
                    padding?: 'same' | 'valid' | undefined;
                    bias?: boolean | undefined;
                    activation?: 'relu' | 'none' | undefined;
                  }
                | { kind: 'max-pool'; name?: string | undefined; size?: number | number[] | undefined; stride?: number | undefined }
                | { kind: 'average-pool'; name?: string | undefined; size?: number | number[] | undefined; stride?: number | undefined }
                | { kind: 'global-average-pool'; name?: string | undefined }
                | { kind: 'flatten'; name?: string | undefined }
                | { kind: 'relu'; name?: string | undefined }
                | { kind: 'dropout'; name?: string | undefined; rate?: number | undefined }
                | { kind: 'batch-normalization'; name?: string | undefined; epsilon?: number | undefined; momentum?: number | undefined }
              )[];
              name?: string | undefined;
              shortcut?: 'convolution' | 'identity' | undefined;
            }
        )[];
      }
    | { model: string; prune?: string[] | undefined }
    | undefined;
  initialisation?:
    | {
        distribution?: 'glorot-normal' | 'glorot-uniform' | 'he-normal' | 'he-uniform' | undefined;
        truncated?: boolean | undefined;
        scale?: number | undefined;
      }
    | undefined;
  training?:
    | {
        optimizer?: 'momentum' | 'adam' | 'sgd' | undefined;
        learningRate?: number | undefined;
        schedule?:
          | 'cosine'
          | 'one-cycle'
          | { after: number; factor: number }[]
          | { kind: 'cosine'; final?: number | undefined }
          | {
              kind: 'one-cycle';
              form?: 'cosine' | 'linear' | undefined;
              rise?: number | undefined;
              start?: number | undefined;
              final?: number | undefined;
            }
          | undefined;
        warmup?: number | undefined;
        momentum?: number | undefined;
        nesterov?: boolean | undefined;
        weightDecay?: number | undefined;
        batchSize?: number | undefined;
        iterations?: number | undefined;
        evaluateEvery?: number | undefined;
        validationSize?: number | undefined;
        augmentation?: { flip?: boolean | undefined; crop?: number | undefined } | undefined;
        testEvaluation?: 'every' | 'at-new-minimum' | undefined;
        trainingEvaluation?: 'never' | 'every' | 'end' | undefined;
      }
    | undefined;
  pruning?:
    | {
        criterion?:
          | 'magnitude'
          | 'small-final'
          | 'large-init'
          | 'small-init'
          | 'large-init-large-final'
          | 'small-init-small-final'
          | 'magnitude-increase'
          | 'movement'
          | 'random'
          | 'grasp'
          | 'synflow'
          | 'channel-scale'
          | 'snip'
          | undefined;
        scope?: 'layer' | 'global' | undefined;
        schedule?: 'iterative' | 'one-shot' | undefined;
        rounds?: number | undefined;
        sizes?: number[] | undefined;
        layerBudget?: 'erk' | 'uniform' | undefined;
        samples?: number | undefined;
        earlyBird?: { window?: number | undefined; threshold?: number | undefined; stop?: boolean | undefined } | undefined;
        rates?:
          | ({ [x: string]: number } & {
              dense?: number | undefined;
              output?: number | undefined;
              convolution?: number | undefined;
              global?: number | undefined;
            })
          | undefined;
      }
    | undefined;
  rewind?: 'none' | 'initial' | 'learning-rate' | { iteration: number } | undefined;
  controls?:
    | {
        randomReinit?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
        randomMask?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
        survivorReinit?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
        signReinit?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
        constantSign?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
        shuffledWeights?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
        noiseHalf?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
        noise1?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
        noise2?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
        noise3?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
        globalRandomMask?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
        dataOrder?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
        union?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
        intersection?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
      }
    | undefined;
  transfer?:
    | {
        dataset?:
          | 'mnist'
          | 'fashion-mnist'
          | 'cifar-10'
          | 'cifar-100'
          | {
              kind: 'idx';
              folder?: string | undefined;
              trainImages?: string | undefined;
              trainLabels?: string | undefined;
              testImages?: string | undefined;
              testLabels?: string | undefined;
              normalization?: 'per-channel' | 'per-feature' | undefined;
            }
          | { kind: 'cifar'; path: string; classes?: 10 | 20 | 100 | undefined }
          | {
              kind: 'npz';
              file: string;
              trainImages?: string | undefined;
              trainLabels?: string | undefined;
              testImages?: string | undefined;
              testLabels?: string | undefined;
              layout?: 'auto' | 'channels-first' | 'channels-last' | undefined;
              normalization?: 'per-channel' | 'per-feature' | undefined;
            }
          | {
              kind: 'npy';
              trainImages: string;
              trainLabels: string;
              testImages: string;
              testLabels: string;
              layout?: 'auto' | 'channels-first' | 'channels-last' | undefined;
              normalization?: 'per-channel' | 'per-feature' | undefined;
            }
          | {
              kind: 'csv';
              train: string;
              test: string;
              label?: string | number | undefined;
              header?: 'auto' | 'yes' | 'no' | undefined;
              shape?: number[] | undefined;
              normalization?: 'per-channel' | 'per-feature' | undefined;
            }
          | { kind: 'images'; folder: string }
          | undefined;
        training?:
          | {
              optimizer?: 'momentum' | 'adam' | 'sgd' | undefined;
              learningRate?: number | undefined;
              schedule?:
                | 'cosine'
                | 'one-cycle'
                | { after: number; factor: number }[]
                | { kind: 'cosine'; final?: number | undefined }
                | {
                    kind: 'one-cycle';
                    form?: 'cosine' | 'linear' | undefined;
                    rise?: number | undefined;
                    start?: number | undefined;
                    final?: number | undefined;
                  }
                | undefined;
              warmup?: number | undefined;
              momentum?: number | undefined;
              nesterov?: boolean | undefined;
              weightDecay?: number | undefined;
              batchSize?: number | undefined;
              iterations?: number | undefined;
              evaluateEvery?: number | undefined;
              validationSize?: number | undefined;
              augmentation?: { flip?: boolean | undefined; crop?: number | undefined } | undefined;
              testEvaluation?: 'every' | 'at-new-minimum' | undefined;
              trainingEvaluation?: 'never' | 'every' | 'end' | undefined;
            }
          | undefined;
        rounds?: number[] | undefined;
        randomReinit?: number | { count?: number | undefined; rounds?: number[] | undefined } | undefined;
      }
    | undefined;
  instability?: { rounds?: number[] | undefined; points?: number | undefined } | undefined;
  sweep?: Record<string, unknown[]> | undefined;
  trials?: number | undefined;
  seed?: number | undefined;
  engine?: 'auto' | 'wasm' | 'tfjs' | undefined;
  backend?: 'auto' | 'wasm' | 'native-gpu' | 'webgpu' | 'native' | 'cpu' | undefined;
};
// end

export interface Evaluation {
  readonly iteration: number;
  /** Losses are means of the cross-entropy over the samples, accuracies fractions 0..1. */
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  readonly testLoss?: number;
  readonly testAccuracy?: number;
  readonly trainingLoss?: number;
  readonly trainingAccuracy?: number;
}

/** A finished training, by its place. */
export interface Training {
  /** `trial-1/round-03/ticket`, `trial-1/round-03/random-reinit-1` */
  readonly role: string;
  readonly trial: number;
  /** 0 is the dense network. */
  readonly round: number;
  /** 'ticket', or a control: 'randomReinit', 'randomMask', ... */
  readonly series: string;
  readonly replicate: number;
  /** Iteration of the least validation loss. */
  readonly earlyStopIteration: number;
  readonly testAccuracyAtEarlyStop: number;
  readonly testAccuracyAtEnd: number | null;
  readonly evaluations: readonly Evaluation[];
}

export interface Round {
  readonly round: number;
  /** Weights that remain, 0..1 of the prunable ones. */
  readonly remaining: number;
  readonly remainingCount: number;
  /** null until every trial's ticket of this round and of round 0 is trained. */
  readonly verdict: { readonly label: string; readonly reason: string } | null;
}

export type ExperimentState = 'running' | 'finished' | 'interrupted' | 'cancelled' | 'failed';

/** The document of `winning-ticket show EXPERIMENT --json`, which has more fields than these. */
export interface Experiment {
  readonly schemaVersion: 1;
  readonly experiment: string;
  readonly state: ExperimentState;
  readonly failure: string | null;
  readonly rounds: readonly Round[];
  readonly trainings: readonly Training[];
  /** The smallest winning round, or why there is none. */
  readonly headline: { readonly round: number | null; readonly title: string; readonly text: string };
}

/** The document of `winning-ticket show TICKET --json`, which has more fields than these. */
export interface TicketDetails {
  readonly ticket: string;
  readonly experiment: string;
  readonly trial: number;
  readonly round: number;
  readonly remaining: number;
  readonly layers: readonly {
    readonly name: string;
    readonly kind: string;
    readonly shape: readonly number[];
    readonly total: number;
    readonly remaining: number;
  }[];
}

/** A folder of experiments, as `.winning-ticket` is one. Reading creates nothing, and may go on while a run writes. */
export interface Store {
  readonly folder: string;
  list(): Promise<readonly { readonly experiment: string; readonly state: ExperimentState; readonly problem: string | null }[]>;
  /** @throws Error where there is none of that name, or its record is damaged. */
  document(experiment: string): Promise<Experiment>;
  /** @param name `lenet/trial-1/round-05` */
  ticket(name: string): Promise<TicketDetails>;
}

export interface FindOptions {
  /** Folder of the store; `.winning-ticket` in the current folder by default. */
  readonly store?: string;
  /** Name of the experiment; the config's `name`, the file's name, or "experiment" by default. */
  readonly experiment?: string;
  /** Paths in the config are relative to this folder: the file's, or the current one, by default. */
  readonly baseFolder?: string;
  /** Worker threads; one a core by default. The results are the same with any number. */
  readonly workers?: number;
  readonly keepControlWeights?: boolean;
  /** Cancels: checkpoints are written, and the same call goes on later. */
  readonly signal?: AbortSignal;
  /** Called at most four times a second. */
  readonly onProgress?: (progress: {
    /** 0..1 of all iterations. */
    readonly fraction: number;
    readonly trainingsDone: number;
    readonly trainingsPlanned: number;
    readonly secondsLeft: number | null;
  }) => void;
}

export interface FoundTickets {
  readonly experiment: Experiment;
  /** Name of the smallest winning ticket, or of the last one where none has won; null where none is trained. */
  readonly ticket: string | null;
  /** Whether that ticket has won, by the verdict of its round. */
  readonly isWinning: boolean;
  readonly store: Store;
}

/**
 * Carries out an experiment in a process of its own: dense network, pruning, rewinding, tickets and controls. What the store holds is not trained again.
 * @param config A config, or the path of a `*.lottery.json` file.
 * @returns What was found; `experiment.state` is 'cancelled' where `signal` was aborted.
 * @throws Error with place and reason where the config is wrong, the data cannot be read, or a training fails.
 */
export function findTicket(config: LotteryConfig | string, options?: FindOptions): Promise<FoundTickets>;

/**
 * A folder that is not there is an empty store, which the first run makes, unless `mustExist` is set; reading never creates it.
 * @throws Error where `mustExist` is set and there is no such folder.
 */
export function openStore(folder: string, options?: { readonly mustExist?: boolean }): Store;

/** `data` in C order. Weights are `[out, in]` and `[out, in, height, width]`, as in PyTorch. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}
export interface MaskTensor {
  readonly shape: readonly number[];
  /** 1 where the weight remains. */
  readonly data: Uint8Array;
}

export interface Ticket {
  readonly name: string;
  readonly network: {
    readonly inputShape: readonly number[];
    readonly classes: number;
    readonly layers: readonly { readonly kind: string; readonly name: string }[];
  };
  /** By the name of the weight: `fc1.weight`. */
  readonly mask: ReadonlyMap<string, MaskTensor>;
  /** The weights that the training starts from: 0 where pruned. */
  readonly start: ReadonlyMap<string, Tensor>;
  /** The dense network's initial weights; null where the store does not have them. */
  readonly initial: ReadonlyMap<string, Tensor> | null;
  /** null where it is not trained, or its trained weights were not kept. */
  readonly trained: ReadonlyMap<string, Tensor> | null;
  /** Seeds, hashes, config: docs/formats.md lists the keys. */
  readonly provenance: Readonly<Record<string, string>>;
}

/**
 * Reads the tensors of a ticket, a control or a retraining.
 * @param name `lenet/trial-1/round-05`, or `lenet/trial-1/round-05/random-reinit-1`.
 * @throws Error where there is none of that name, or a tensor is damaged.
 */
export function loadTicket(store: Store | string, name: string): Promise<Ticket>;

export type ExportFormat = 'safetensors' | 'npz' | 'tfjs' | 'onnx' | 'csr' | 'module' | 'csv' | 'tensorboard' | 'mlflow';

export interface ExportOptions {
  readonly format: ExportFormat;
  /** A file, or a folder: one that is there or ends with `/`; the current folder by default. */
  readonly output?: string;
  readonly rounds?: 'all' | readonly number[];
  readonly layout?: 'pytorch' | 'tensorflow';
  readonly optimizerState?: boolean;
  readonly sparseInitialisers?: boolean;
  /** Whether files that are there may be replaced. */
  readonly force?: boolean;
}

/**
 * Writes a ticket, or an experiment's results, for other programs (docs/formats.md).
 * @returns Paths of the files that were written.
 */
export function exportTicket(store: Store | string, name: string, options: ExportOptions): Promise<readonly string[]>;
