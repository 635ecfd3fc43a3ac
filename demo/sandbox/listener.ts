import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A loopback HTTP server that can be gone for a while, as a partner's can. */
export interface Listener {
  /** The port it has, or had last; there is always one. */
  port(): number;
  /** Listens, or leaves nobody listening: new connections are refused, present ones break. */
  setOpen(open: boolean): Promise<void>;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

export async function openListener(handle: RequestListener): Promise<Listener> {
  const server = createServer({ keepAliveTimeout: 30_000 }, handle);
  let port = await listen(server);
  let turn: Promise<void> = Promise.resolve();

  async function change(open: boolean): Promise<void> {
    if (open === server.listening) return;
    if (open) {
      port = await listen(server);
      return;
    }
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  return {
    port: () => port,
    setOpen(open) {
      turn = turn.then(
        () => change(open),
        () => change(open),
      );
      return turn;
    },
  };
}
