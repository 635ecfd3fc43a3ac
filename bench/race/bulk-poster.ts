import { Agent, request } from "node:http";

const ACCEPTED = '{"errors":false}';

/** Sends bulk bodies to an index, over so many connections. A body of which anything is refused rejects. */
export function openBulkPoster(url: string, index: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const post = (body: Buffer) =>
    new Promise<void>((resolve, reject) => {
      const headers = { "content-type": "application/x-ndjson", "content-length": body.length };
      const sent = request(`${url}/${index}/_bulk?filter_path=errors`, { method: "POST", agent, headers });
      sent.once("error", reject).once("response", (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        response.once("end", () =>
          text === ACCEPTED ? resolve() : reject(new Error(`Bulk refused: ${text.slice(0, 300)}`)),
        );
      });
      sent.end(body);
    });
  return { post, close: () => agent.destroy() };
}
