import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { ArchiveRefused } from "./port.ts";
import { openS3Archive } from "./s3.ts";

const DENIED = `<?xml version="1.0"?><DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <Error><Key>archive/a.parquet</Key><Code>AccessDenied</Code><Message>Access Denied</Message></Error></DeleteResult>`;

test("a role that may not remove is told which right it lacks, and not that S3 is away", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "id");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  const server = createServer((_, response) => response.end(DENIED));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const archive = openS3Archive({ endpoint, region: "us-east-1", bucket: "bucket", prefix: "archive" });
  try {
    const removing = archive.remove(["a.parquet"]);
    await expect(removing).rejects.toBeInstanceOf(ArchiveRefused);
    await expect(removing).rejects.toThrow(
      "S3 refused: AccessDenied: s3:DeleteObject is not allowed on archive/a.parquet",
    );
  } finally {
    await archive.close();
    server.close();
    vi.unstubAllEnvs();
  }
});
