import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemScope } from "#lib/channels/access.ts";
import { withRollups } from "#lib/rollups/reader.ts";
import { aDocument } from "#lib/testing/builders.ts";
import { ENGINES, type OpenEngines } from "#lib/testing/engines.ts";
import { forgetRollups, rollUpDue } from "./rollups.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Past, but not so long ago that retention would forget it. */
const START = Math.floor(Date.now() / HOUR) * HOUR - 3 * HOUR;
const going = new AbortController().signal;

/** What is forgotten, by width, in days before now. */
test("minutes and ten minutes are kept until no late event can change their hour", async () => {
  const forgotten: [number, number][] = [];
  const forget = async (width: number, before: number) => {
    forgotten.push([width, -before / (24 * HOUR)]);
  };
  const rollups = { forget } as unknown as OpenEngines["rollups"];
  await forgetRollups({ rollups, clock: { now: () => 0 } }, 30 * 24 * HOUR);
  expect(forgotten).toEqual([
    [1, 31],
    [10, 31],
    [60, 396],
    [480, 396],
    [1_440, 396],
  ]);
});

for (const { name, open, skip } of ENGINES) {
  describe.skipIf(skip)(`what is written while minutes are rolled up, on ${name}`, () => {
    let engines: OpenEngines;
    beforeAll(async () => {
      engines = await open();
    });
    afterAll(async () => {
      await engines.close();
    });

    test("is counted, once, as soon as nobody writes any more", async () => {
      const refuse = () => Promise.reject(new Error("the index was asked"));
      const reader = withRollups({ ...engines.index, health: refuse }, engines.rollups);
      let writing = true;
      const write = async () => {
        for (let batch = 0; batch < 40; batch++) {
          const documents = Array.from({ length: 100 }, (_, n) =>
            aDocument({ channel: "busy", timestamp: START + ((batch * 37 + n * 53) % 120) * MINUTE }),
          );
          await engines.index.write(documents);
          await engines.rollups.mark(
            documents.map(({ channel, timestamp }) => ({
              channel,
              minute: timestamp - (timestamp % MINUTE),
            })),
          );
        }
        writing = false;
      };
      const rollUp = async () => {
        while (writing) await rollUpDue(engines, going);
      };
      await Promise.all([write(), rollUp()]);
      const query = { scope: systemScope(["busy"]), from: START, to: START + 2 * HOUR, where: [] };
      await expect
        .poll(
          async () => {
            await rollUpDue(engines, going);
            return (await engines.rollups.settled(["busy"], query.from, query.to))?.openMinutes;
          },
          { timeout: 30_000, interval: 200 },
        )
        .toEqual([]);
      const { total } = await reader.health(query, { bucketMs: MINUTE, percentiles: true });
      expect(total.requests).toBe(4_000);
    });
  });
}
