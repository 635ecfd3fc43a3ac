import { expect, it } from "vitest";
import { HOUR, MINUTE, series, store } from "./fixture.contract.ts";
import { type IndexInspector, WATERMARKS } from "./inspection.ts";
import type { EventIndex } from "./port.ts";

/** Counts are the store's own, which come a little later. */
const PATIENCE = { timeout: 20_000, interval: 200 };

/** What every inspection tells; the index has no hour before each. */
export function describeInspection(index: () => EventIndex & IndexInspector): void {
  const hours = async () => (await index().inspect()).parts.filter(({ from }) => from !== null);

  it("tells of each hour how large it is, oldest first", async () => {
    await store(index(), [
      ...series(30, () => ({})),
      ...series(7, (place) => ({ timestamp: HOUR + 60 * MINUTE + place })),
    ]);
    await expect
      .poll(async () => (await hours()).map(({ from, documents }) => [from, documents]), PATIENCE)
      .toEqual([
        [HOUR, 30],
        [HOUR + 60 * MINUTE, 7],
      ]);
    for (const { from, to, bytes, shards, replicas, unassigned, status } of await hours()) {
      expect(to).toBe((from ?? 0) + 60 * MINUTE);
      expect(bytes).toBeGreaterThan(0);
      expect(shards).toBeGreaterThanOrEqual(1);
      expect(replicas).toBeGreaterThanOrEqual(0);
      expect(status === "green").toBe(unassigned === 0);
    }
  });

  it("is well and has no hour when nothing was stored", async () => {
    expect(await hours()).toEqual([]);
    expect((await index().inspect()).status).toBe("green");
  });

  it("tells how full the disks are, and when they are too full", async () => {
    const { nodes } = await index().inspect();
    expect(nodes.length).toBeGreaterThanOrEqual(1);
    for (const { name, disk } of nodes) {
      expect(name).not.toBe("");
      if (disk === null) continue;
      expect(disk.usedBytes).toBeLessThanOrEqual(disk.totalBytes);
      const marks = WATERMARKS.map((watermark) => disk.watermarks[watermark]);
      expect(marks).toEqual(marks.toSorted((a, b) => a - b));
      expect(marks.at(-1)).toBeLessThanOrEqual(disk.totalBytes);
    }
  });
}
