/** Loads one thing at a time, and next only the newest of the wishes that came meanwhile. A result that is no longer wanted is not shown. */
export function newest<Wanted, Value>(
  load: (wanted: Wanted) => Promise<Value>,
  show: (value: Value) => void,
  fail: (error: unknown) => void,
): (wanted: Wanted) => void {
  let next: { readonly wanted: Wanted } | null = null;
  let busy = false;
  const go = async (): Promise<void> => {
    if (busy || next === null) return;
    const { wanted } = next;
    [busy, next] = [true, null];
    const outcome = await load(wanted).then(
      (value) => () => show(value),
      (error: unknown) => () => fail(error),
    );
    busy = false;
    if (next === null) outcome();
    void go();
  };
  return (wanted) => {
    next = { wanted };
    void go();
  };
}
