import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { startKafka } from "#scripts/stack/kafka.ts";
import { freePort } from "#scripts/stack/ports.ts";
import { type Certificates, makeCertificates } from "../testing/certificates.ts";

const elasticsearch = inject("elasticsearchUrl");
const missing = inject("kafkaBrokers") === null || elasticsearch === null;

const PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";
const SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";
const MECHANISMS = ["plain", "scram-sha-256", "scram-sha-512"];
const BASIC = `Basic ${Buffer.from("reader:a secret").toString("base64")}`;

/** What a process says that uses the stores of this environment once, and how it ends. */
function use(environment: Record<string, string>): Promise<{ code: number; said: string }> {
  const script = join(import.meta.dirname, "../testing/use-stores.ts");
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV, ...environment };
    const child = execFile(process.execPath, [script], { env }, (_, stdout) =>
      resolve({ code: child.exitCode ?? -1, said: stdout }),
    );
  });
}

describe.skipIf(missing)("sign-in and TLS (KAFKA_TEST_BROKERS, ELASTICSEARCH_TEST_URL)", () => {
  const opened = new AsyncDisposableStack();
  let certificates: Certificates;
  let broker: string;
  let nodeUrl: string;

  beforeAll(async () => {
    const remove = (folder: string) => rm(folder, { recursive: true });
    const dir = opened.adopt(await mkdtemp(join(tmpdir(), "sign-in-")), remove);
    certificates = await makeCertificates(dir);
    broker = await openSecureKafka(dir);
    nodeUrl = await openSecureElasticsearch();
  }, 90_000);

  afterAll(() => opened.disposeAsync(), 30_000);

  /** A real broker whose clients need TLS and a password. */
  async function openSecureKafka(dir: string): Promise<string> {
    const port = await freePort();
    const scram = (mechanism: string) => ["--add-scram", `${mechanism}=[name=reader,password=a-secret]`];
    const kafka = await startKafka({
      dir: join(dir, "kafka"),
      port: await freePort(),
      client: {
        port,
        protocol: "SASL_SSL",
        properties: {
          "ssl.keystore.location": certificates.keystore,
          "ssl.keystore.password": certificates.password,
          "ssl.key.password": certificates.password,
          "sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
          "plain.sasl.jaas.config": `${PLAIN} required user_reader="a-secret";`,
          "scram-sha-256.sasl.jaas.config": `${SCRAM} required;`,
          "scram-sha-512.sasl.jaas.config": `${SCRAM} required;`,
        },
        format: [...scram("SCRAM-SHA-256"), ...scram("SCRAM-SHA-512")],
      },
    });
    opened.defer(() => kafka.stop());
    return `127.0.0.1:${port}`;
  }

  /** What Elasticsearch's security does at its door, before the real server, which is here without it. */
  async function openSecureElasticsearch(): Promise<string> {
    const { keystore, password } = certificates;
    const server = createServer(
      { pfx: readFileSync(keystore), passphrase: password },
      (request, response) => {
        const { authorization = "" } = request.headers;
        response.setHeader("content-type", "application/vnd.elasticsearch+json;compatible-with=9");
        response.setHeader("x-elastic-product", "Elasticsearch");
        if (authorization !== BASIC && authorization !== "ApiKey the-key") {
          response.statusCode = 401;
          response.end(
            '{"error":{"type":"security_exception","reason":"unable to authenticate"},"status":401}',
          );
          return;
        }
        void buffer(request)
          .then((body) =>
            fetch(`${elasticsearch}${request.url}`, {
              method: request.method,
              headers: { "content-type": "application/json" },
              body: body.length === 0 ? undefined : new Uint8Array(body),
            }),
          )
          .then(async (answer) => {
            response.statusCode = answer.status;
            response.end(await answer.text());
          })
          .catch(() => response.destroy());
      },
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    opened.defer(async () => void server.close());
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const kafka = (mechanism: string, password: string) => ({
    NODE_EXTRA_CA_CERTS: certificates.authority,
    KAFKA_BROKERS: broker,
    KAFKA_SSL: "on",
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_SASL_USERNAME: "reader",
    KAFKA_SASL_PASSWORD: password,
  });

  test.each(MECHANISMS)("Kafka takes %s over TLS of a private authority", async (mechanism) => {
    expect(await use(kafka(mechanism, "a-secret"))).toEqual({ code: 0, said: "read hello" });
  });

  test.each(MECHANISMS)("Kafka's refusal of %s is one clear line", async (mechanism) => {
    const { code, said } = await use(kafka(mechanism, "wrong"));
    expect(code).toBe(1);
    expect(said).toMatch(/^SetupError: Kafka refuses the credentials: [^\n]+$/);
    expect(said).not.toContain("wrong");
  });

  test("a Kafka whose authority is not known is one clear line", async () => {
    const { NODE_EXTRA_CA_CERTS: _, ...environment } = kafka("plain", "a-secret");
    const { code, said } = await use(environment);
    expect(code).toBe(1);
    expect(said).toMatch(/^\w+: Kafka cannot be reached at 127\.0\.0\.1:\d+: [^\n]*certificate[^\n]*$/);
  });

  const node = (environment: Record<string, string>) => ({
    NODE_EXTRA_CA_CERTS: certificates.authority,
    ELASTICSEARCH_URL: nodeUrl,
    ...environment,
  });

  test.each([
    ["an API key", { ELASTICSEARCH_API_KEY: "the-key" }],
    ["a name and a password", { ELASTICSEARCH_USERNAME: "reader", ELASTICSEARCH_PASSWORD: "a secret" }],
  ])("Elasticsearch takes %s over https of a private authority", async (_, environment) => {
    expect(await use(node(environment))).toEqual({ code: 0, said: "found number" });
  });

  test.each([
    ["an API key", { ELASTICSEARCH_API_KEY: "wrong" }],
    ["a name and a password", { ELASTICSEARCH_USERNAME: "reader", ELASTICSEARCH_PASSWORD: "wrong" }],
    ["nothing", {}],
  ])("Elasticsearch's refusal of %s is one clear line", async (_, environment) => {
    const said = `SetupError: Elasticsearch at ${nodeUrl} refuses these credentials.`;
    expect(await use(node(environment))).toEqual({ code: 1, said });
  });

  test("an Elasticsearch whose authority is not known is one clear line", async () => {
    const { code, said } = await use({ ELASTICSEARCH_URL: nodeUrl, ELASTICSEARCH_API_KEY: "the-key" });
    expect(code).toBe(1);
    expect(said).toMatch(/^\w+: Elasticsearch at https:\S+ does not answer: [^\n]*certificate[^\n]*$/);
  });
});
