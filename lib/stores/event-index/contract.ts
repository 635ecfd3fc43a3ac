import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { describeFigures } from "./figures.contract.ts";
import type { IndexUnderTest } from "./fixture.contract.ts";
import type { EventIndex } from "./port.ts";
import { describeSearching } from "./search.contract.ts";
import { describeTallies } from "./tally.contract.ts";
import { describeWriting } from "./write.contract.ts";

/** What every event index promises, on whichever engine. */
export function eventIndexContract(engine: string, create: () => Promise<IndexUnderTest>): void {
  describe(`event index on ${engine}`, () => {
    let underTest: IndexUnderTest;
    let index: EventIndex;

    beforeAll(async () => {
      underTest = await create();
      index = await underTest.connect();
    });

    const empty = async () => {
      for (const hour of await index.hours()) await index.dropHour(hour);
    };

    beforeEach(empty);

    afterAll(async () => {
      await empty();
      await index.close();
      await underTest.close();
    });

    describe("writing", () =>
      describeWriting(
        () => index,
        () => underTest.connect(),
      ));
    describe("searching", () => describeSearching(() => index));
    describe("figures", () => describeFigures(() => index));
    describe("tallies", () => describeTallies(() => index));
  });
}
