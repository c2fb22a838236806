const beta1 = 0.9;
const beta2 = 0.999;

/** Adam's constants in the order of kernels/adam.ts: betas, their complements, and the guards against subnormal m and v. */
export const adamNumbers = [beta1, 1 - beta1, beta2, 1 - beta2, 1e-18, 1e-24] as const;
