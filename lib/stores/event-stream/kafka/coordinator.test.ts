import kafkajs from "kafkajs";
import { describe, expect, it } from "vitest";
import { askCoordinator } from "./coordinator.ts";

const refusal = (type: string) =>
  new kafkajs.KafkaJSProtocolError(Object.assign(new Error(type), { type, code: 16, retriable: true }));

/** Answers each of these in turn; `asked` and `paused` tell what happened. */
function broker(...answers: (string | number)[]) {
  const paused: number[] = [];
  let asked = 0;
  const ask = async () => {
    const answer = answers[asked++];
    if (typeof answer === "number") return answer;
    throw refusal(answer ?? "UNKNOWN");
  };
  const answer = askCoordinator(ask, async (milliseconds) => paused.push(milliseconds));
  return { answer, paused, asked: () => asked };
}

describe("a group's coordinator", () => {
  it("is asked again while the group moves to it, later each time", async () => {
    const { answer, paused } = broker("NOT_COORDINATOR_FOR_GROUP", "GROUP_LOAD_IN_PROGRESS", 7);
    expect(await answer).toBe(7);
    expect(paused).toEqual([200, 400]);
  });

  it("that never comes is a failure after five times", async () => {
    const { answer, asked } = broker(...Array.from({ length: 9 }, () => "GROUP_COORDINATOR_NOT_AVAILABLE"));
    await expect(answer).rejects.toMatchObject({ type: "GROUP_COORDINATOR_NOT_AVAILABLE" });
    expect(asked()).toBe(5);
  });

  it("that refuses for another reason is not asked again", async () => {
    const { answer, asked } = broker("GROUP_AUTHORIZATION_FAILED", 7);
    await expect(answer).rejects.toMatchObject({ type: "GROUP_AUTHORIZATION_FAILED" });
    expect(asked()).toBe(1);
  });
});
