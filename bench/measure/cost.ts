/** The cost of a piece of work, in seconds. */
export interface Cost {
  /** CPU time of the process, all its threads: what neighbours on a busy machine leave alone. */
  readonly cpu: number;
  readonly wall: number;
}

/** Which of the two counts: CPU time where one thread is compared with one, wall time where the whole machine works. */
export type Clock = keyof Cost;

const microsecond = 1e-6;

export function stopwatch(): () => Cost {
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpuBefore);
    return { cpu: (user + system) * microsecond, wall: (performance.now() - before) / 1000 };
  };
}

/** Cost of one of `count` equal pieces. */
export const per = ({ cpu, wall }: Cost, count: number): Cost => ({ cpu: cpu / count, wall: wall / count });

export const minus = (whole: Cost, part: Cost): Cost => ({ cpu: whole.cpu - part.cpu, wall: whole.wall - part.wall });
