import { createServer } from "node:net";

const MEMBERS = 3;
/** What members of a cluster talk to each other on lies this far above what clients use. */
const INNER = 100;
/** Below the ports that systems give to outgoing connections: a member that is down for a while gets its own again. */
const [FIRST, LAST] = [15_000, 30_000];

/** The ports of one engine's members for clients: the first and those after it. */
export function memberPorts(first: number): number[] {
  return Array.from({ length: MEMBERS }, (_, index) => first + index);
}

/** Where a member talks to the others. */
export function innerPort(port: number): number {
  return port + INNER;
}

/** Everything that one engine's cluster listens on. */
export function clusterPorts(first: number): number[] {
  return [...memberPorts(first), ...memberPorts(first).map(innerPort)];
}

/** A first port for one engine's cluster whose ports were all free a moment ago. */
export async function freeClusterPort(): Promise<number> {
  for (;;) {
    const first = FIRST + Math.floor((Math.random() * (LAST - FIRST)) / 10) * 10;
    if ((await Promise.all(clusterPorts(first).map(isFree))).every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return listen(port).then(
    () => true,
    () => false,
  );
}

/** A port that nobody listens on, on loopback. */
export function freePort(): Promise<number> {
  return listen(0);
}

function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
