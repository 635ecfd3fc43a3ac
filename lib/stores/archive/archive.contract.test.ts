import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { cutProxy } from "../../testing/cut-proxy.ts";
import { onEngine } from "../../testing/on-engine.ts";
import { testS3 } from "../../testing/s3.ts";
import { archiveContract } from "./contract.ts";
import { openFilesystemArchive } from "./filesystem.ts";
import { ArchiveUnavailable } from "./port.ts";
import { openS3Archive } from "./s3.ts";

archiveContract("a folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "channelscope-archive-"));
  return {
    connect: () => openFilesystemArchive({ folder }),
    close: () => rm(folder, { recursive: true }),
  };
});

describe("archive in a folder", () => {
  it("has nothing half done beside its objects, and takes no key that leads out of it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "channelscope-archive-"));
    const archive = await openFilesystemArchive({ folder });
    await archive.create("a/b.json", Buffer.from("{}"));
    await archive.create("a/b.json", Buffer.from("{}"));
    expect(await readdir(join(folder, ".incoming"))).toEqual([]);
    for (const key of ["../out", "a/../../out", "/etc/passwd", "a//b", ".incoming/x"])
      await expect(archive.create(key, Buffer.of())).rejects.toThrow(RangeError);
    await rm(folder, { recursive: true });
  });
});

onEngine("archive on S3", { given: inject("s3Url"), variable: "S3_TEST_URL" }, (url) => {
  archiveContract("S3", async () => {
    const options = testS3(url, randomUUID());
    return { connect: async () => openS3Archive(options), close: async () => undefined };
  });

  describe("archive on S3", () => {
    it("that cannot be reached says so, and goes on when it can", async () => {
      const proxy = await cutProxy(url);
      const archive = openS3Archive({ ...testS3(url, randomUUID()), endpoint: proxy.url });
      proxy.cut();
      await expect(archive.create("a.json", Buffer.from("1"))).rejects.toBeInstanceOf(ArchiveUnavailable);
      await expect(archive.read("a.json")).rejects.toBeInstanceOf(ArchiveUnavailable);
      proxy.heal();
      expect(await archive.create("a.json", Buffer.from("1"))).toBe(true);
      await archive.close();
      await proxy.close();
    });

    it("that has no such bucket is an error, not a thing to wait for", async () => {
      const archive = openS3Archive({ ...testS3(url, ""), bucket: "there-is-none" });
      const refused = archive.create("a.json", Buffer.from("1"));
      await expect(refused).rejects.toThrow(/S3 refused: NoSuchBucket/);
      await archive.close();
    });
  });
});
