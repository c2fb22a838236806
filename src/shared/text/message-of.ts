/** What a caught value says went wrong. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The text behind an error, which is for the log: another program's or the system's own words. Null where there is none. */
export function causeOf(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined || cause === null ? null : messageOf(cause);
}
