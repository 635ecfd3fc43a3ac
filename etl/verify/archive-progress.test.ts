import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "#lib/config.ts";
import type { Archive } from "#lib/stores/archive/port.ts";
import type { StreamRecord } from "#lib/stores/event-stream/port.ts";
import { openArchive } from "#lib/stores/open.ts";
import { fakeClock } from "#lib/testing/fake-clock.ts";
import { ArchiveWriter, anInteraction } from "../testing/archive-events.ts";
import { archiveProgress } from "./archive-progress.ts";

const NOON = Date.UTC(2026, 2, 3, 12);
const MINUTE = 60_000;
const clock = fakeClock("2026-03-03T12:00:00Z");

describe("how far the archive is with the stream", () => {
  let folder: string;
  let archive: Archive;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "channelscope-progress-"));
    archive = await openArchive({ config: parseConfig({ ARCHIVE_URL: `file:${folder}` }) });
  });
  afterEach(async () => {
    await archive.close();
    await rm(folder, { recursive: true });
  });

  /** Minutes before noon at which each partition's records were taken, ascending. */
  const archivedTo = async (...partitions: number[][]) => {
    const taken = partitions.map((ages, partition) =>
      ages.map((age, offset): StreamRecord => {
        const at = { partition, offset, appendedAt: NOON - age * MINUTE };
        return { topic: "interactions", key: null, value: Buffer.from("{}"), ...at };
      }),
    );
    const stream = {
      incarnation: "test",
      lag: async () =>
        taken.map(({ length }, partition) => ({ partition, committed: 0, end: length, lag: length })),
      readRange: async function* () {
        yield* taken.filter((records) => records.length > 0);
      },
    };
    return (await archiveProgress({ archive, stream, clock }, "interactions")).archivedTo;
  };

  it("is now where nothing waits, with a minute for clocks that differ", async () => {
    expect(await archivedTo([], [])).toBe(NOON - MINUTE);
  });

  it("is the newest archived record of a partition in which some wait", async () => {
    const events = [50, 40].map((age) => anInteraction({ timestamp: NOON - age * MINUTE }));
    await new ArchiveWriter(archive, "interactions").write(events);
    expect(await archivedTo([50, 40])).toBe(NOON - MINUTE);
    expect(await archivedTo([50, 40, 10])).toBe(NOON - 41 * MINUTE);
  });

  it("is the oldest record of a partition of which nothing is archived yet", async () => {
    expect(await archivedTo([30, 20], [], [25])).toBe(NOON - 31 * MINUTE);
  });
});
