/** A timer stands still while the machine sleeps; the clock is looked at this often. */
const LOOK_MS = 10_000;

/** Calls once that time has passed on the clock, also over a sleep of the machine. Answers what calls it off. */
export function after(ms: number, call: () => void): () => void {
  const end = Date.now() + ms;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    const left = end - Date.now();
    if (left <= 0) call();
    else timer = setTimeout(look, Math.min(left, LOOK_MS));
  };
  look();
  return () => clearTimeout(timer);
}
