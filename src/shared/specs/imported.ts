/** Tickets that come out of other programs' files. */

/** Absolute paths; null where the other file says both, or where the weights are drawn. */
export interface ImportedFiles {
  readonly weights: string | null;
  readonly mask: string | null;
}

/** Where the ticket is to stand. */
export interface TicketImport extends ImportedFiles {
  readonly trial: number;
  /** null: 1 where the files hold a mask, else 0. */
  readonly round: number | null;
}
