import type { RequestView } from "#lib/events/views.ts";

/** `EventSource.CLOSED`: the browser does not try again. It does after a cut, not after any answer but 200. */
const CLOSED = 2;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

/** Before the next attempt, after so many that were refused in a row. */
export const pauseAfter = (refused: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (refused - 1), LONGEST_PAUSE_MS);

/** What is used of an `EventSource`. */
interface Stream {
  readonly readyState: number;
  addEventListener: (name: string, listener: (event: MessageEvent<string>) => void) => void;
  close: () => void;
}

interface TailConnection {
  open: () => Stream;
  onRequests: (requests: RequestView[]) => void;
  /** Whether nothing can come at present. */
  onInterrupted: (interrupted: boolean) => void;
  /** The server answered, and not with a stream: a browser does not tell with what. */
  onRefused: () => void;
  /** It goes on, and may have missed what came meanwhile. */
  onReopened: () => void;
}

/** Follows the stream of new requests until it is ended by what it returns; a refusal only makes it wait. */
export function connectTail({
  open,
  onRequests,
  onInterrupted,
  onRefused,
  onReopened,
}: TailConnection): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let opened = false;
  let refused = 0;
  const connect = () => {
    const stream = open();
    stream.addEventListener("open", () => {
      refused = 0;
      onInterrupted(false);
      if (opened) onReopened();
      opened = true;
    });
    stream.addEventListener("requests", (event: MessageEvent<string>) => {
      onRequests(JSON.parse(event.data) as RequestView[]);
      onInterrupted(false);
    });
    stream.addEventListener("status", (event: MessageEvent<string>) => onInterrupted(event.data !== "live"));
    stream.addEventListener("error", () => {
      onInterrupted(true);
      if (stream.readyState !== CLOSED) return;
      refused += 1;
      onRefused();
      timer = setTimeout(() => {
        current = connect();
      }, pauseAfter(refused));
    });
    return stream;
  };
  let current = connect();
  return () => {
    clearTimeout(timer);
    current.close();
  };
}
