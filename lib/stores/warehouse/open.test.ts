import { describe, expect, it } from "vitest";
import { ConfigError, parseConfig } from "../../config.ts";
import { openWarehouse } from "../open.ts";

const noArchive = () => Promise.reject(new Error("Nothing is loaded here."));
const open = (environment: Record<string, string>) =>
  openWarehouse({ config: parseConfig(environment), databaseUrl: "postgres://here/app" }, noArchive);

const REDSHIFT = "redshift://user:secret@cluster.example:5439/dev";

describe("the configured warehouse", () => {
  it("needs an archive in S3 when it is Redshift", async () => {
    for (const archive of ["", "file:/srv/archive"])
      await expect(open({ WAREHOUSE_URL: REDSHIFT, ARCHIVE_URL: archive })).rejects.toThrow(
        "Redshift loads from S3: set ARCHIVE_URL=s3://bucket/prefix beside WAREHOUSE_URL.",
      );
    const warehouse = await open({ WAREHOUSE_URL: REDSHIFT, ARCHIVE_URL: "s3://bucket/prefix" });
    await warehouse.close();
  });

  it("is refused with a line when its address or role is none", () => {
    expect(() => parseConfig({ WAREHOUSE_URL: "mysql://here/x" })).toThrow(ConfigError);
    expect(() => parseConfig({ WAREHOUSE_IAM_ROLE: "my-role" })).toThrow(
      "WAREHOUSE_IAM_ROLE: must be arn:aws:iam::",
    );
  });
});
