import type { Client, estypes } from "@elastic/elasticsearch";

type Header = estypes.MsearchMultisearchHeader;
type Body = estypes.SearchSearchRequestBody;

/** One search on its way; undefined is an answer that lacks it. */
export type Send = <T>(header: Header, body: Body) => Promise<estypes.MsearchResponseItem<T> | undefined>;

/** Each by itself: none waits for a slower one. */
export function createSend(client: Client): Send {
  return async <T>(header: Header, body: Body) => {
    const { responses } = await client.msearch<T>({ searches: [header, body] });
    return responses[0];
  };
}

/** The server answers a request when the last of its searches is done: these many at most share one. */
const MOST = 16;

interface Waiting {
  search: [Header, Body];
  resolve: (answer: estypes.MsearchResponseItem<never> | undefined) => void;
  reject: (error: unknown) => void;
}

/** Those of one turn of the event loop together: for many small ones, whose way is dearer than their work. */
export function createSendTogether(client: Client): Send {
  let waiting: Waiting[] = [];

  async function sendAll(batch: readonly Waiting[]): Promise<void> {
    try {
      const { responses } = await client.msearch<never>({ searches: batch.flatMap(({ search }) => search) });
      for (const [place, { resolve }] of batch.entries()) resolve(responses[place]);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  function flush(): void {
    const all = waiting;
    waiting = [];
    for (let first = 0; first < all.length; first += MOST) void sendAll(all.slice(first, first + MOST));
  }

  return <T>(header: Header, body: Body) =>
    new Promise<estypes.MsearchResponseItem<T> | undefined>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ search: [header, body], resolve, reject });
    });
}
