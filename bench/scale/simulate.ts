/** Experiments on a cluster on paper: `runExperiment` itself orders the trainings, each of which lasts as long as it is said to. */
import { runExperiment } from '../../src/lottery/experiment.ts';
import type { TrainingId } from '../../src/lottery/places/role.ts';
import type { ExperimentPlan } from '../../src/lottery/plan/plan.ts';
import { rewind } from '../../src/lottery/rewind.ts';
import type { Evaluated, EvaluateRequest, Trained, TrainRequest, Work } from '../../src/lottery/work.ts';
import { placeOf } from '../../src/runs/work/stored-request.ts';
import { type ClusterShape, VirtualCluster } from './virtual-cluster.ts';
import { VirtualTime } from './virtual-time.ts';

/** Seconds of a training on one core. */
export type SecondsOf = (place: TrainingId, experiment: number) => number;

const never = (what: string): Promise<never> => Promise.reject(new Error(`${what} is not part of the simulation.`));

/** A training ends with the weights that it began with: masks get smaller as they do in earnest. */
class PaperWork implements Work {
  readonly atOnce = Infinity;

  constructor(
    private readonly cluster: VirtualCluster,
    private readonly secondsOf: (place: TrainingId) => number,
  ) {}

  async train({ role, spec, weights, mask }: TrainRequest): Promise<Trained> {
    const place = placeOf(role);
    const seconds = this.secondsOf(place);
    await this.cluster.train(place, seconds);
    const trained = mask === null ? weights : rewind(weights, mask);
    const whole = { ...spec, weights: role, mask: mask === null ? null : role };
    return {
      record: { schemaVersion: 1, spec: whole, evaluations: [], finalWeights: role, snapshots: {}, seconds },
      finalWeights: () => Promise.resolve(trained),
      snapshot: () => never('A snapshot'),
      optimizerState: () => never("An optimiser's state"),
    };
  }

  /** Done by the run itself beside all else. */
  evaluate({ role, spec }: EvaluateRequest): Promise<Evaluated> {
    const result = { loss: 1, accuracy: 0.5 };
    return Promise.resolve({ hash: role, record: { schemaVersion: 1, spec: { ...spec, weights: [role] }, results: [result, result] } });
  }

  join(): Promise<never> {
    return never('A training in segments');
  }

  gradients(): Promise<never> {
    return never('A gradient');
  }
}

const nobody = { onTraining: () => undefined, onTicket: () => undefined, onEvaluated: () => undefined };

export interface Simulated {
  readonly trainings: number;
  /** From the start to the last result. */
  readonly seconds: number;
  /** Core-seconds of trainings. */
  readonly busySeconds: number;
}

/** All experiments side by side, as the members of a sweep are. */
export async function simulate(plans: readonly ExperimentPlan[], secondsOf: SecondsOf, shape: ClusterShape): Promise<Simulated> {
  const time = new VirtualTime();
  const cluster = new VirtualCluster(time, shape);
  const all = plans.map((plan, at) => runExperiment(plan, new PaperWork(cluster, (place) => secondsOf(place, at)), nobody));
  await time.passUntil(Promise.all(all));
  return { trainings: cluster.trainings, seconds: time.now, busySeconds: cluster.busySeconds };
}
