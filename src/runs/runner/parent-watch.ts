/** Notices that the parent is gone: by the channel's end, or because somebody else has adopted this process. */
const lookEvery = 1_000;

/** Returns how to stop watching. */
export function watchParent(onGone: () => void): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, lookEvery).unref();
  process.once('disconnect', onGone);
  return () => {
    clearInterval(timer);
    process.off('disconnect', onGone);
  };
}
