import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDeadLetter } from "../events/dead-letter.ts";
import type { RejectReason } from "../events/rejection.ts";
import { ENGINES, type OpenEngines } from "../testing/engines.ts";
import { person } from "../testing/reading.ts";
import { DeadLetterDays } from "./day-counts.ts";
import { findLetters } from "./find.ts";
import { openLetter } from "./open-letter.ts";
import { retryLetter, retryMatching } from "./retry.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const clock = { now: () => Date.now() };
const support = person([], "support");

describe.each(ENGINES.filter(({ skip }) => !skip))("dead letters on $name", ({ open }) => {
  let engines: OpenEngines;
  const deps = () => ({ stream: engines.stream, database: engines.database, clock });
  const filter = () => ({ from: Date.now() - 10 * MINUTE, to: Date.now() + MINUTE });

  beforeEach(async () => {
    engines = await open();
  });

  afterEach(async () => {
    await engines.close();
  });

  /** Letters of records at offsets 0, 1, 2, … */
  async function reject(...records: { value: Buffer | null; reason: RejectReason }[]): Promise<void> {
    const letters = records.map(({ value, reason }, offset) =>
      toDeadLetter(
        { topic: "api-requests", partition: 0, offset, value },
        { reason, detail: `of ${offset}` },
        Date.now() + offset,
        (id) => id,
      ),
    );
    await engines.stream.append(
      "api-requests.dead",
      letters.map((letter) => ({ key: "k", value: Buffer.from(JSON.stringify(letter)) })),
    );
  }

  async function sentAgain(): Promise<(string | null)[]> {
    const values: (string | null)[] = [];
    for await (const page of engines.stream.readRange("api-requests", 0, Date.now() + MINUTE)) {
      values.push(...page.map(({ value }) => value?.toString() ?? null));
    }
    return values;
  }

  const broken = (channel: string) => ({
    value: Buffer.from(`{"channel":"${channel}","timestamp":`),
    reason: "not_json" as const,
  });

  test("are found by reason, Channel and text, newest first, and opened with their bytes", async () => {
    await reject(broken("acme"), broken("other"), { value: Buffer.from("\u001b[31m"), reason: "not_json" });
    const all = await findLetters(deps(), support, filter());
    expect(all).toMatchObject({ matching: 3, looked: 3, complete: true });
    expect(all.letters.map(({ offset }) => offset)).toEqual([2, 1, 0]);
    const offsets = async (search: object) =>
      (await findLetters(deps(), support, { ...filter(), ...search })).letters.map(({ offset }) => offset);
    expect(await offsets({ channel: "acme" })).toEqual([0]);
    expect(await offsets({ text: "OTHER" })).toEqual([1]);
    expect(await offsets({ reason: "too_old" })).toEqual([]);
    const [newest] = all.letters;
    expect(await openLetter(deps(), support, newest?.id ?? "")).toMatchObject({ text: "\u241b[31m" });
  });

  test("are sent again once, however often somebody clicks, and say so", async () => {
    await reject(broken("acme"));
    const [letter] = (await findLetters(deps(), support, filter())).letters;
    const clicks = await Promise.allSettled(
      [1, 2, 3].map(() => retryLetter(deps(), support, letter?.id ?? "")),
    );
    expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await sentAgain()).toEqual(['{"channel":"acme","timestamp":']);
    expect((await findLetters(deps(), support, filter())).letters[0]?.retriedAt).not.toBeNull();
    expect(await engines.database.auditEntry.findMany()).toMatchObject([
      { action: "dead_letter.retry", subject: "api-requests/0/0", actorId: support.id },
    ]);
  });

  test("are sent again all that match; what has no whole value stays", async () => {
    await reject(
      broken("acme"),
      broken("other"),
      { value: null, reason: "tombstone" },
      { value: Buffer.alloc(70_000, "x"), reason: "not_json" },
    );
    expect(await retryMatching(deps(), support, filter())).toEqual({ retried: 2, already: 0, unsendable: 2 });
    expect(await retryMatching(deps(), support, filter())).toEqual({ retried: 0, already: 2, unsendable: 2 });
    expect(await sentAgain()).toHaveLength(2);
  });

  test("are counted per day, also after midnight and once more came", async () => {
    const days = new DeadLetterDays(engines.stream);
    await reject(broken("acme"), broken("other"), { value: null, reason: "tombstone" });
    await days.refresh(Date.now());
    expect(days.counts()[0]).toMatchObject({ reasons: { not_json: 2, tombstone: 1 }, more: false });
    await reject(...Array.from({ length: 4 }, () => broken("acme")));
    await days.refresh(Date.now() + DAY);
    const [today, yesterday] = days.counts();
    // Offsets 0 to 2 were told of before.
    expect([today?.reasons, yesterday?.reasons]).toEqual([{}, { not_json: 3, tombstone: 1 }]);
  });

  test("are nobody's business but support's", async () => {
    for (const viewer of [person(["acme"]), person([], "analyst")]) {
      await expect(findLetters(deps(), viewer, filter())).rejects.toMatchObject({ code: "not_found" });
      await expect(retryLetter(deps(), viewer, "1.0.0")).rejects.toMatchObject({ code: "not_found" });
      await expect(retryMatching(deps(), viewer, filter())).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
