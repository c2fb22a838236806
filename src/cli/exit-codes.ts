/** What the program's exit code says; documented in docs/cli.md. */
export const exitCodes = { done: 0, failed: 1, usage: 2, busy: 3, cancelled: 130 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
