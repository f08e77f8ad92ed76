/**
 * What `work` gives, if it comes within `ms` milliseconds and before `stop` aborts.
 *
 * Rejects with a `TimeoutError`, or with the reason of `stop`; then the signal that `work` was
 * given is aborted, and whatever it still does is ignored. `AbortSignal.timeout` would not do: a
 * Node process ends while it waits for nothing else.
 */
export function within<T>(
  ms: number,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancel = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeOut = () => cancel.abort(new TimeoutError(`no answer in ${ms} ms`));
  const forward = () => cancel.abort(stop.reason);
  return new Promise<T>((resolve, reject) => {
    cancel.signal.addEventListener('abort', () => reject(cancel.signal.reason));
    if (stop.aborted) return forward();
    stop.addEventListener('abort', forward);
    timer = setTimeout(timeOut, ms);
    work(cancel.signal).then(resolve, reject);
  }).finally(() => {
    clearTimeout(timer);
    stop.removeEventListener('abort', forward);
  });
}

/** As `AbortSignal.timeout` has it; sandboxes have no `DOMException`. */
class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}
