import type { Socket } from "node:net";
import { buildConnector } from "undici";

/** What making the connection took, milliseconds each; absent where there was no such step. */
export interface ConnectionTimings {
  dns?: number;
  connect?: number;
  tls?: number;
}

/** Timings of new connections, until the first request on each takes them: the others found it open. */
const unclaimed = new WeakMap<object, ConnectionTimings>();

/** The timings for the first request on this connection; null for every later one. */
export function claimTimings(socket: object): ConnectionTimings | null {
  const timings = unclaimed.get(socket) ?? null;
  unclaimed.delete(socket);
  return timings;
}

const CONNECT_TIMEOUT_MS = 10_000;

/** A connector that measures its steps; by default undici's own. */
export function timedConnector(
  base: buildConnector.connector = buildConnector({ timeout: CONNECT_TIMEOUT_MS }),
): buildConnector.connector {
  return (options, callback) => {
    const started = performance.now();
    let [lookedUp, connected] = [started, 0];
    // undici's connector gives back the socket while it is still connecting; its type does not say so.
    const connecting: unknown = base(options, (error, socket) => {
      if (error !== null) return callback(error, null);
      const done = performance.now();
      const secure = options.protocol === "https:" && connected > 0;
      unclaimed.set(socket, {
        ...(lookedUp > started ? { dns: lookedUp - started } : {}),
        connect: (secure ? connected : done) - lookedUp,
        ...(secure ? { tls: done - connected } : {}),
      });
      callback(null, socket);
    });
    if (!isSocket(connecting)) return;
    connecting.once("lookup", () => {
      lookedUp = performance.now();
    });
    connecting.once("connect", () => {
      connected = performance.now();
    });
  };
}

function isSocket(value: unknown): value is Socket {
  return typeof value === "object" && value !== null && "once" in value && "connecting" in value;
}
