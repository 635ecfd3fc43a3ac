import type { Client } from "@elastic/elasticsearch";
import { describe, expect, it } from "vitest";
import { createSendTogether } from "./send.ts";

/** Answers each search with its own `size`; notes how many came at once. */
function server(fails: Error | null = null) {
  const requests: number[] = [];
  const msearch = async ({ searches }: { searches: { size?: number }[] }) => {
    requests.push(searches.length / 2);
    if (fails !== null) throw fails;
    return { responses: searches.filter((_, place) => place % 2 === 1).map(({ size }) => ({ took: size })) };
  };
  return { requests, client: { msearch } as unknown as Client };
}

const sizes = (count: number) => Array.from({ length: count }, (_, place) => place);

describe("searches that are asked for in one turn", () => {
  it("travel together, sixteen at most, and each gets its own answer", async () => {
    const { client, requests } = server();
    const send = createSendTogether(client);
    const answers = await Promise.all(sizes(20).map((size) => send({ index: "hour" }, { size })));
    expect(answers).toEqual(sizes(20).map((size) => ({ took: size })));
    expect(requests).toEqual([16, 4]);
  });

  it("do not wait for those of a later turn", async () => {
    const { client, requests } = server();
    const send = createSendTogether(client);
    await send({ index: "hour" }, { size: 1 });
    await Promise.all([send({ index: "hour" }, { size: 2 }), send({ index: "hour" }, { size: 3 })]);
    expect(requests).toEqual([1, 2]);
  });

  it("fail together when the server does not answer", async () => {
    const away = new Error("away");
    const send = createSendTogether(server(away).client);
    const ended = await Promise.allSettled(sizes(2).map((size) => send({ index: "hour" }, { size })));
    expect(ended).toEqual([
      { status: "rejected", reason: away },
      { status: "rejected", reason: away },
    ]);
  });
});
