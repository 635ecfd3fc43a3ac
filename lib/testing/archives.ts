import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { openFilesystemArchive } from "../stores/archive/filesystem.ts";
import type { Archive } from "../stores/archive/port.ts";
import { openS3Archive } from "../stores/archive/s3.ts";
import { ENGINES } from "./engines.ts";
import { testS3 } from "./s3.ts";

/** An archive of one's own, and what a worker process needs to find the same. */
export interface TestArchive {
  archive: Archive;
  environment: Record<string, string>;
  /** Where its server is, to put something in between; null: it has none. */
  endpoint: string | null;
  connect(endpoint?: string): Promise<Archive>;
  close(): Promise<void>;
}

async function openFolder(): Promise<TestArchive> {
  const folder = await mkdtemp(join(tmpdir(), "channelscope-archive-"));
  const connect = () => openFilesystemArchive({ folder });
  const close = () => rm(folder, { recursive: true, force: true });
  return {
    archive: await connect(),
    environment: { ARCHIVE_URL: `file:${folder}` },
    endpoint: null,
    connect,
    close,
  };
}

async function openS3(url: string): Promise<TestArchive> {
  const options = testS3(url, randomUUID());
  const { username, password } = new URL(url);
  const connect = async (endpoint = options.endpoint) => openS3Archive({ ...options, endpoint });
  const archive = await connect();
  return {
    archive,
    environment: {
      ARCHIVE_URL: `s3://${options.bucket}/${options.prefix}`,
      AWS_ENDPOINT_URL_S3: options.endpoint ?? "",
      AWS_ACCESS_KEY_ID: username,
      AWS_SECRET_ACCESS_KEY: password,
    },
    endpoint: options.endpoint,
    connect,
    close: () => archive.close(),
  };
}

const s3Url = inject("s3Url");
const [embedded, distributed] = ENGINES;

/** The product's sets of stores, with the archive of each; one that this test run has not got says so in its name. */
export const ARCHIVE_ENGINES = [embedded, distributed].flatMap((engines) => {
  if (engines === undefined) return [];
  if (engines === embedded)
    return [{ ...engines, name: `${engines.name} and a folder`, openArchive: openFolder, isServer: false }];
  const name = `${engines.name} and S3${s3Url === null ? " (S3_TEST_URL is unset)" : ""}`;
  const openArchive = () => (s3Url === null ? openFolder() : openS3(s3Url));
  return [{ ...engines, name, skip: engines.skip || s3Url === null, openArchive, isServer: true }];
});
