/** An experiment that cannot be carried out as configured; the message says what would be right. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}
