import { expect, it } from "vitest";
import type { StreamInspector } from "./inspection.ts";
import { type EventStream, TOPICS } from "./port.ts";

const TOPIC = "interactions";

/** What every inspection tells; the stream is empty before each. */
export function describeInspection(stream: () => EventStream & StreamInspector): void {
  const ofTopic = async () => {
    const found = (await stream().inspect()).find(({ topic }) => topic === TOPIC);
    if (found === undefined) throw new Error(`${TOPIC} is missing`);
    return found;
  };
  const send = (count: number) =>
    stream().append(
      TOPIC,
      Array.from({ length: count }, (_, n) => ({ key: `k${n}`, value: Buffer.from("x") })),
    );

  it("tells every topic's partitions: what is kept, and on how many replicas", async () => {
    await send(40);
    expect((await stream().inspect()).map(({ topic }) => topic)).toEqual([...TOPICS]);
    const { partitions, groups } = await ofTopic();
    expect(partitions.map(({ partition }) => partition)).toEqual(partitions.map((_, place) => place));
    expect(partitions.reduce((sum, { oldest, end }) => sum + end - oldest, 0)).toBe(40);
    for (const { replicas, inSync } of partitions) {
      expect(replicas).toBeGreaterThanOrEqual(1);
      expect(inSync).toBe(replicas);
    }
    expect(groups).toEqual([]);
  });

  it("tells how far each group is, as the stream itself does", async () => {
    await send(40);
    const consumer = await stream().consume(TOPIC, "reader");
    let read = 0;
    await expect
      .poll(
        async () => {
          const batch = await consumer.next({ maxRecords: 500, maxBytes: 1_000_000, waitMs: 500 });
          await batch?.acknowledge();
          read += batch?.records.length ?? 0;
          return read;
        },
        { timeout: 40_000 },
      )
      .toBe(40);
    await send(3);
    const { groups } = await ofTopic();
    expect(groups.map(({ group }) => group)).toEqual(["reader"]);
    const expected = (await stream().lag(TOPIC, "reader")).map(({ partition, committed, lag }) => ({
      partition,
      committed,
      lag,
    }));
    expect(groups[0]?.partitions).toEqual(expected);
    expect(expected.reduce((sum, { lag }) => sum + lag, 0)).toBe(3);
  });
}
