import { z } from "zod";

const url = (...protocols: string[]) =>
  z.string().refine(
    (value) => {
      try {
        return protocols.includes(new URL(value).protocol.replace(/:$/, ""));
      } catch {
        return false;
      }
    },
    `must be a URL of the form ${protocols.map((protocol) => `${protocol}://…`).join(" or ")}`,
  );

const list = (item: z.ZodType<string, string>) =>
  z
    .string()
    .transform((value) =>
      value
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item).min(1));

type ArchivePlace = { folder: string } | { bucket: string; prefix: string };

const archiveUrl = z.string().transform((value, context): ArchivePlace => {
  const folder = /^file:(?:\/\/(?=\/))?(.+)$/.exec(value)?.[1];
  if (folder !== undefined && !folder.startsWith("//")) return { folder };
  const [, bucket, prefix = ""] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/((?:[\w.=-]+\/)*[\w.=-]*?))?\/?$/.exec(value) ?? [];
  if (bucket !== undefined) return { bucket, prefix: prefix.replace(/\/$/, "") };
  context.addIssue("must be file:/folder or s3://bucket/prefix");
  return z.NEVER;
});

const onOff = z.enum(["on", "off"]).transform((value) => value === "on");

const OAUTH_CLIENT = ["IFTTT_CLIENT_ID", "IFTTT_CLIENT_SECRET", "IFTTT_REDIRECT_URI"] as const;

const variables = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_URL: url("postgres", "postgresql").optional(),
  KAFKA_BROKERS: list(
    z.string().regex(/^[^\s:/]+:\d{1,5}$/, "must be host:port, separated by commas"),
  ).optional(),
  KAFKA_SASL_MECHANISM: z.enum(["plain", "scram-sha-256", "scram-sha-512"]).optional(),
  KAFKA_SASL_USERNAME: z.string().optional(),
  KAFKA_SASL_PASSWORD: z.string().optional(),
  KAFKA_SSL: onOff.default(false),
  ELASTICSEARCH_URL: list(url("http", "https")).optional(),
  ELASTICSEARCH_API_KEY: z.string().optional(),
  ELASTICSEARCH_USERNAME: z.string().optional(),
  ELASTICSEARCH_PASSWORD: z.string().optional(),
  /** Unset: the folder `archive` of `DATA_DIR`. */
  ARCHIVE_URL: archiveUrl.optional(),
  /** Unset: a schema of the application database. */
  WAREHOUSE_URL: url("postgres", "postgresql", "redshift").optional(),
  /** Of a role that only reads; unset: made beside the warehouse where that is PostgreSQL. */
  WAREHOUSE_REPORTS_URL: url("postgres", "postgresql", "redshift").optional(),
  WAREHOUSE_IAM_ROLE: z
    .string()
    .regex(/^arn:aws[\w-]*:iam::\d{12}:role\/.+/, "must be arn:aws:iam::123456789012:role/name")
    .optional(),
  /** Whose users, Channels and Recipes the daily snapshot takes. Unset: the application database's. */
  SNAPSHOT_SOURCE_URL: url("mysql", "postgres", "postgresql")
    .refine(
      (value) => /^\/[^/]+/.test(URL.parse(value)?.pathname ?? "/any"),
      "must name a database: mysql://user:password@host:3306/database",
    )
    .optional(),
  AWS_ENDPOINT_URL_S3: url("http", "https").optional(),
  AWS_ENDPOINT_URL: url("http", "https").optional(),
  AWS_REGION: z.string().min(1).default("us-east-1"),
  NEXTAUTH_SECRET: z.string().min(16).optional(),
  NEXTAUTH_URL: url("http", "https").optional(),
  OIDC_ISSUER: url("http", "https").optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  SMTP_URL: url("smtp", "smtps").optional(),
  TWILIO_URL: url("http", "https").default("https://api.twilio.com"),
  TWILIO_ACCOUNT_SID: z.string().optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z.string().optional(),
  TWILIO_MESSAGING_SERVICE_SID: z.string().optional(),
  PAGERDUTY_URL: url("http", "https").default("https://events.pagerduty.com"),
  /** An outside monitor that is called while alerts are judged, and raises the alarm when it is not. */
  HEARTBEAT_URL: url("http", "https").optional(),
  PSEUDONYM_KEY: z.string().min(16).optional(),
  ENCRYPTION_KEY: z.string().min(16).optional(),
  DATA_DIR: z.string().default(".data"),
  DEMO: onOff.default(true),
  ALLOW_PRIVATE_DESTINATIONS: onOff.default(false),
  /** Unset: while developing. */
  DESIGN_PAGE: onOff.optional(),
  /** Unset: no IFTTT service. */
  IFTTT_SERVICE_KEY: z.string().min(16).optional(),
  IFTTT_CLIENT_ID: z.string().min(1).optional(),
  IFTTT_CLIENT_SECRET: z.string().min(16).optional(),
  IFTTT_CLIENT_NAME: z.string().min(1).max(60).default("IFTTT"),
  IFTTT_REDIRECT_URI: url("http", "https").optional(),
  IFTTT_REALTIME_URL: url("http", "https").optional(),
  RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  WORKER_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

/** What can be set; `.env.example` tells of each. */
export const VARIABLES: readonly string[] = variables.keyof().options;

const schema = variables.refine(
  (config) => new Set(OAUTH_CLIENT.map((name) => config[name] === undefined)).size === 1,
  { path: ["IFTTT_CLIENT_ID"], error: `goes together with ${OAUTH_CLIENT.slice(1).join(" and ")}` },
);

/** The environment, checked; the only reader of `process.env`. An unset store is embedded. */
export type Config = z.infer<typeof schema>;

/** Thrown with one readable line per wrong variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

export function parseConfig(environment: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new ConfigError(`The configuration is wrong:\n${lines.join("\n")}`);
}

/** Where people reach web, as configured; null: only a request says, and whoever sends it names what host they like. */
export function ownOrigin({ NEXTAUTH_URL }: Pick<Config, "NEXTAUTH_URL">): string | null {
  return NEXTAUTH_URL === undefined ? null : new URL(NEXTAUTH_URL).origin;
}

/** Whether links by which somebody comes in are mailed: they lead where the configuration says. */
export function mailsLinks({ SMTP_URL, NEXTAUTH_URL }: Pick<Config, "SMTP_URL" | "NEXTAUTH_URL">): boolean {
  return SMTP_URL !== undefined && NEXTAUTH_URL !== undefined;
}

/** Where people reach web, for links that no request shows the way for; without a slash at its end. */
export function configuredOrigin({ NEXTAUTH_URL, PORT }: Pick<Config, "NEXTAUTH_URL" | "PORT">): string {
  return ownOrigin({ NEXTAUTH_URL }) ?? `http://localhost:${PORT}`;
}
