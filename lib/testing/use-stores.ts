// A process that opens the stores its environment names, uses each once, and says so: for what a process reads only
// when it starts, such as NODE_EXTRA_CA_CERTS.
import { parseConfig } from "../config.ts";
import { openEventIndex, openEventStream } from "../stores/open.ts";

const LIMITS = { maxRecords: 10, maxBytes: 100_000, waitMs: 20_000 };

async function main(): Promise<string> {
  const config = parseConfig(process.env);
  const secrets = { pseudonymKey: "", nextAuthSecret: "", encryptionKey: "" };
  const installation = { config, databaseUrl: "", embedded: null, secrets, close: async () => undefined };
  const used: string[] = [];
  if (config.KAFKA_BROKERS) {
    const stream = await openEventStream(installation);
    await stream.append("interactions", [{ key: "one", value: Buffer.from("hello") }]);
    const consumer = await stream.consume("interactions", "sign-in");
    const batch = await consumer.next(LIMITS);
    await batch?.acknowledge();
    await stream.close();
    used.push(`read ${batch?.records[0]?.value}`);
  }
  if (config.ELASTICSEARCH_URL) {
    const index = await openEventIndex(installation);
    used.push(`found ${typeof (await index.hours()).length}`);
    await index.close();
  }
  return used.join(", ");
}

main().then(
  (used) => process.stdout.write(used),
  (error: Error) => {
    process.stdout.write(`${error.name}: ${error.message}`);
    process.exitCode = 1;
  },
);
