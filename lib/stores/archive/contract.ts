import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Archive, ArchiveUnavailable } from "./port.ts";

interface ArchiveUnderTest {
  /** Another handle on the same archive each time. */
  connect(): Promise<Archive>;
  close(): Promise<void>;
}

const LARGE = 40 * 1_048_576;

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** What every archive promises; run on each adapter. */
export function archiveContract(name: string, open: () => Promise<ArchiveUnderTest>): void {
  describe(`archive on ${name}`, () => {
    let subject: ArchiveUnderTest;
    let archive: Archive;
    let folder: string;

    const put = async (key: string, body: Buffer | string) => {
      const path = join(folder, randomUUID());
      await writeFile(path, body);
      await archive.putFile(key, path);
      await rm(path);
    };
    const keys = async (prefix: string) => (await collect(archive.list(prefix))).map(({ key }) => key);

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "channelscope-contract-"));
      subject = await open();
      archive = await subject.connect();
    });

    afterEach(async () => {
      await archive.close();
      await subject.close();
      await rm(folder, { recursive: true });
    });

    it("gives back what was put, whole and in parts, an empty one and one of many parts too", async () => {
      const large = randomBytes(LARGE);
      await put("a/large.bin", large);
      await put("a/empty.bin", "");
      expect((await archive.read("a/large.bin"))?.equals(large)).toBe(true);
      const part = await archive.read("a/large.bin", { start: LARGE - 1_000, end: LARGE - 8 });
      expect(part?.equals(large.subarray(LARGE - 1_000, LARGE - 8))).toBe(true);
      const beyond = await archive.read("a/large.bin", { start: LARGE - 5, end: LARGE + 5 });
      expect(beyond?.equals(large.subarray(LARGE - 5))).toBe(true);
      expect(await archive.read("a/large.bin", { start: 7, end: 7 })).toEqual(Buffer.alloc(0));
      expect(await archive.read("a/large.bin", { start: LARGE, end: LARGE + 5 })).toEqual(Buffer.alloc(0));
      expect(await archive.read("a/empty.bin")).toEqual(Buffer.alloc(0));
    });

    it("knows what is not there", async () => {
      expect(await archive.read("nothing/here.json")).toBeNull();
      expect(await archive.read("nothing/here.json", { start: 0, end: 4 })).toBeNull();
      expect(await keys("nothing/")).toEqual([]);
      await archive.remove(["nothing/here.json"]);
    });

    it("says of a file that is not on this machine that it is not, and not that the archive is away", async () => {
      const putting = archive.putFile("a/b.parquet", join(folder, "missing"));
      await expect(putting).rejects.toThrow(/ENOENT/);
      await expect(putting).rejects.not.toBeInstanceOf(ArchiveUnavailable);
    });

    it("takes the same file under its name again", async () => {
      const path = join(folder, "file");
      await writeFile(path, "the same");
      await archive.putFile("a/file.bin", path);
      await archive.putFile("a/file.bin", path);
      expect((await archive.read("a/file.bin"))?.toString()).toBe("the same");
    });

    it("takes a file that was put again for one of that moment, however long ago it was written", async () => {
      const path = join(folder, "file");
      await writeFile(path, "the same");
      await utimes(path, new Date(0), new Date(0));
      const age = async () => {
        await archive.putFile("a/file.bin", path);
        const [listed] = await collect(archive.list("a/file.bin"));
        return listed?.modifiedAt ?? 0;
      };
      const first = await age();
      expect(first).toBeGreaterThan(Date.now() - 60_000);
      await expect.poll(age, { timeout: 5_000 }).toBeGreaterThan(first);
    });

    it("creates an object once, whoever asks, and keeps the first body", async () => {
      expect(await archive.create("c/one.json", Buffer.from("first"))).toBe(true);
      expect(await archive.create("c/one.json", Buffer.from("second, longer"))).toBe(false);
      expect((await archive.read("c/one.json"))?.toString()).toBe("first");
    });

    it("lets exactly one of many who create at the same moment win", async () => {
      const others = await Promise.all(Array.from({ length: 4 }, () => subject.connect()));
      for (let round = 0; round < 10; round += 1) {
        const key = `race/${round}.json`;
        const bodies = Array.from({ length: 8 }, (_, item) => Buffer.from(`${item}`.repeat(2_000 + item)));
        const won = await Promise.all(
          bodies.map((body, item) => (others[item % others.length] ?? archive).create(key, body)),
        );
        expect(won.filter(Boolean)).toHaveLength(1);
        expect((await archive.read(key))?.equals(bodies[won.indexOf(true)] ?? Buffer.of())).toBe(true);
      }
      await Promise.all(others.map((other) => other.close()));
    });

    it("lists by prefix, in the order of keys, with sizes and times, what several handles put", async () => {
      const before = Date.now();
      const other = await subject.connect();
      const wanted = ["t/2026/03/01/00/a.parquet", "t/2026/03/01/23/b.parquet", "t/2026/03/02/00/c.parquet"];
      await put("t/2026/03/02/00/c.parquet", "333");
      await other.create("t/2026/03/01/23/b.parquet", Buffer.from("22"));
      await put("t/2026/03/01/00/a.parquet", "1");
      await put("t-other/2026/03/01/00/d.parquet", "4");
      const listed = await collect(archive.list("t/"));
      expect(listed.map(({ key }) => key)).toEqual(wanted);
      expect(listed.map(({ bytes }) => bytes)).toEqual([1, 2, 3]);
      for (const { modifiedAt } of listed) expect(Math.abs(modifiedAt - before)).toBeLessThan(60_000);
      expect(await keys("t/2026/03/01/")).toEqual(wanted.slice(0, 2));
      expect(await keys("t/2026/03/0")).toEqual(wanted);
      expect(await keys("t")).toEqual(["t-other/2026/03/01/00/d.parquet", ...wanted]);
      await other.close();
    });

    it("lists more than a page", async () => {
      const made = Array.from({ length: 1_100 }, (_, item) => `many/${String(item).padStart(6, "0")}.json`);
      for (let first = 0; first < made.length; first += 50) {
        await Promise.all(made.slice(first, first + 50).map((key) => archive.create(key, Buffer.from("{}"))));
      }
      expect(await keys("many/")).toEqual(made);
      await archive.remove(made);
      expect(await keys("many/")).toEqual([]);
    });

    it("removes, and lets the name be created anew", async () => {
      await archive.create("r/one.json", Buffer.from("1"));
      await archive.remove(["r/one.json", "r/none.json"]);
      expect(await archive.read("r/one.json")).toBeNull();
      expect(await archive.create("r/one.json", Buffer.from("2"))).toBe(true);
    });
  });
}
