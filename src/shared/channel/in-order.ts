/**
 * Actions that read what others are writing and tell it to one listener. Each begins when the one before has ended and its answer has left, so that what was
 * read later is told later: the listener ends with what is true.
 */
export function inOrder(): <T>(action: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (action) => {
    const next = last.then(action);
    last = next.catch(() => undefined).then(() => new Promise((resolve) => setTimeout(resolve, 0)));
    return next;
  };
}
