import { connect as connectSocket } from "node:net";
import type { buildConnector } from "undici";

/** An error as the real network would have raised it: the loopback address stays out of what partners read. */
function networkError(syscall: string, code: string, whereTo: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${syscall} ${code} ${whereTo}`), { code, syscall });
}

/**
 * Connects the partners' public names to the sandbox on loopback, without TLS although the address says https. Any
 * other name fails as an unknown host.
 */
export function sandboxConnector(portOf: (host: string) => number | null): buildConnector.connector {
  return ({ hostname }, callback) => {
    const port = portOf(hostname);
    if (port === null) {
      callback(networkError("getaddrinfo", "ENOTFOUND", hostname), null);
      return;
    }
    const socket = connectSocket({ host: "127.0.0.1", port, noDelay: true });
    const failed = (error: NodeJS.ErrnoException) =>
      callback(networkError("connect", error.code ?? "ECONNREFUSED", `${hostname}:443`), null);
    socket.once("error", failed);
    socket.once("connect", () => {
      socket.off("error", failed);
      callback(null, socket);
    });
  };
}
