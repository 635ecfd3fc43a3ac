import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

interface RecordingProxy {
  url: string;
  /** Bodies of what was sent to this path since it was asked last. */
  take(path: string): string[];
  close(): Promise<void>;
}

/** An HTTP proxy in front of a store that remembers what it was asked. */
export async function recordingProxy(target: string): Promise<RecordingProxy> {
  let asked: { path: string; body: string }[] = [];
  const server = createServer((incoming, answer) => {
    const { method, headers, url = "/" } = incoming;
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      asked.push({ path: url, body: body.toString("utf8") });
      const onward = request(new URL(url, target), { method, headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      });
      onward.on("error", () => answer.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take(path) {
      const taken = asked.filter((each) => each.path.startsWith(path)).map(({ body }) => body);
      asked = [];
      return taken;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
