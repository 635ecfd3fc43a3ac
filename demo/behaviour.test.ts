import { describe, expect, it } from "vitest";
import { decideReply, drawLatency } from "./behaviour.ts";
import { demoChannel, demoEndpoint } from "./catalogue.ts";
import { type FaultKind, faultSettings, type InjectedFault } from "./faults.ts";
import { createRandom } from "./random.ts";

const brightbulb = demoChannel("brightbulb");
const sendMessage = demoEndpoint(brightbulb, "send_message");
const setColor = demoEndpoint(brightbulb, "set_color");
const fault = (kind: FaultKind, settings: Parameters<typeof faultSettings.parse>[0]): InjectedFault => ({
  channel: "brightbulb",
  kind,
  settings: faultSettings.parse(settings),
});

function replies(faults: InjectedFault[], endpoint = sendMessage, count = 4_000) {
  const random = createRandom("behaviour");
  return Array.from({ length: count }, () => decideReply(brightbulb, endpoint, faults, random));
}
const share = <T>(items: T[], matches: (item: T) => boolean) => items.filter(matches).length / items.length;
const hasStatus = (status: number) => (reply: ReturnType<typeof decideReply>) =>
  reply.type === "answer" && reply.status === status;

describe("latency", () => {
  it("has the endpoint's median and a tail to the right", () => {
    const random = createRandom("latency");
    const drawn = Array.from({ length: 10_000 }, () => drawLatency(sendMessage.latency, random)).sort(
      (a, b) => a - b,
    );
    const median = drawn[5_000] ?? 0;
    expect(median).toBeGreaterThan(118);
    expect(median).toBeLessThan(130);
    expect((drawn[9_900] ?? 0) / median).toBeGreaterThan(median / (drawn[100] ?? 0));
  });
});

describe("what an API does with a request", () => {
  it("succeeds, nearly always, without faults", () => {
    expect(share(replies([]), hasStatus(200))).toBeGreaterThan(0.99);
  });

  it("strikes the share that was set, on the endpoint that was set", () => {
    const faults = [fault("errors", { endpoint: "send_message", share: 0.4, status: 502 })];
    expect(share(replies(faults), hasStatus(502))).toBeCloseTo(0.4, 1);
    expect(share(replies(faults, setColor), hasStatus(502))).toBe(0);
  });

  it("takes longer under slowness, and still answers well", () => {
    const mean = (faults: InjectedFault[]) =>
      replies(faults).reduce((sum, reply) => sum + (reply.type === "answer" ? reply.delayMs : 0), 0);
    expect(mean([fault("slowness", { factor: 8 })]) / mean([])).toBeGreaterThan(6);
    expect(share(replies([fault("slowness", { factor: 8 })]), hasStatus(200))).toBeGreaterThan(0.99);
  });

  it.each([
    ["rate_limit", {}, { type: "answer", status: 429, retryAfterS: 20 }],
    ["expired_tokens", {}, { type: "answer", status: 401 }],
    ["wrong_answers", {}, { type: "answer", status: 200, body: "nonsense" }],
    ["outage", { mode: "refused" }, { type: "refused" }],
    ["outage", { mode: "reset" }, { type: "reset" }],
    ["outage", { mode: "silent" }, { type: "silent" }],
  ] as const)("%s %o", (kind, settings, expected) => {
    for (const reply of replies([fault(kind, settings)], sendMessage, 20))
      expect(reply).toMatchObject(expected);
  });
});
