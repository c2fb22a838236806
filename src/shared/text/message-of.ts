/** What a caught value says went wrong. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
