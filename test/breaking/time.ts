/** How long the full suites may take, and what their draws begin with: `npm run test:breaking -- --minutes N --seed N`. */

/** Milliseconds of a share of the whole time. */
export const share = (part: number): number => part * Number(process.env['WT_BREAKING_MINUTES'] ?? 60) * 60_000;

export const seed = Number(process.env['WT_BREAKING_SEED'] ?? 1);

/** Changes for each reader; where the time is too short, fewer. */
export const most = 100_000;
