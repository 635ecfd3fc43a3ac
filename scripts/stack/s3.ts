import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findJava } from "./java.ts";
import { resolveArtifact } from "./maven.ts";
import { type EngineNode, startNode } from "./node.ts";

/** The first that creates an object only if absent in one step; all in one archive, 98 MB. */
const COORDINATES = "org.gaul:s3proxy:4.0.0:jar:jar-with-dependencies";
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 5_000;

/** Of an S3 on loopback only. */
export const S3_KEYS = { id: "channelscope", secret: "channelscope-secret" };
export const S3_BUCKET = "channelscope";

/**
 * Starts S3Proxy, a server of Amazon's S3 protocol, on loopback with its objects in `dir` and one bucket, and resolves
 * when it answers. Needs Java 17 or later and Maven.
 */
export async function startS3({ dir, port }: { dir: string; port: number }): Promise<EngineNode> {
  const java = join(await findJava(17), "bin", "java");
  const jar = await resolveArtifact(COORDINATES);
  const address = `http://127.0.0.1:${port}`;
  const objects = join(dir, "objects");
  await mkdir(join(objects, S3_BUCKET), { recursive: true });
  const properties = {
    "s3proxy.endpoint": address,
    "s3proxy.authorization": "aws-v2-or-v4",
    "s3proxy.identity": S3_KEYS.id,
    "s3proxy.credential": S3_KEYS.secret,
    "jclouds.provider": "filesystem",
    "jclouds.filesystem.basedir": objects,
  };
  const file = join(dir, "s3proxy.conf");
  const lines = Object.entries(properties).map(([name, value]) => `${name}=${value}`);
  await writeFile(file, `${lines.join("\n")}\n`);
  return startNode({
    name: "S3Proxy",
    address,
    server: {
      command: java,
      args: ["-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", "-jar", jar, "--properties", file],
      log: join(dir, "s3proxy.log"),
      stopWithinMs: STOP_WITHIN_MS,
    },
    answers: () => answers(address),
    answersWithinMs: READY_WITHIN_MS,
  });
}

/** A request without a signature is refused, by a server that works. */
async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).status === 403;
  } catch {
    return false;
  }
}
