import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "..", "..");

/** Whether a container engine runs here, and knows Compose. */
export async function composeWorks(): Promise<boolean> {
  try {
    await run("docker", ["info"], { timeout: 10_000 });
    await run("docker", ["compose", "version"], { timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts the engines in containers and resolves when they are healthy; volumes keep their data. Several ports of one
 * kind are a cluster.
 */
export async function startCompose(ports: {
  kafka: number[];
  elasticsearch: number[];
  heapMb: number;
}): Promise<() => Promise<void>> {
  const isCluster = ports.kafka.length > 1;
  const file = join(ROOT, isCluster ? "compose.cluster.yaml" : "compose.yaml");
  const numbered = (name: string, given: number[]) =>
    given.map((port, index) => [isCluster ? `${name}_${index + 1}` : name, String(port)]);
  const env = {
    ...process.env,
    ...Object.fromEntries(numbered("KAFKA_PORT", ports.kafka)),
    ...Object.fromEntries(numbered("ELASTICSEARCH_PORT", ports.elasticsearch)),
    ELASTICSEARCH_HEAP_MB: String(ports.heapMb),
  };
  const compose = (...args: string[]) =>
    new Promise<void>((resolve, reject) => {
      const child = spawn("docker", ["compose", "--file", file, ...args], {
        env,
        stdio: ["ignore", 2, 2],
        detached: true,
      });
      child.once("error", reject);
      child.once("exit", (code) =>
        code === 0 ? resolve() : reject(new Error(`docker compose ${args[0]} ended with code ${code}.`)),
      );
    });
  await compose("up", "--detach", "--wait");
  return () => compose("stop");
}
