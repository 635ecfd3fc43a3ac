import { type Client, errors } from "@elastic/elasticsearch";
import { SetupError } from "../../../setup-error.ts";
import { type EventIndex, IndexUnavailable } from "../port.ts";
import type { EventIndexRebuilder } from "../rebuild.ts";
import { createAsk } from "./ask.ts";
import { createClient, type ElasticsearchAuth, reaching } from "./client.ts";
import { facets } from "./facets.ts";
import { groups } from "./groups.ts";
import { health } from "./health.ts";
import { dropHour, listHours } from "./hours.ts";
import { createRebuilder } from "./rebuild.ts";
import { search } from "./search.ts";
import { signatures } from "./signatures.ts";
import { tally } from "./tally.ts";
import { putTemplate, REFRESH_MS } from "./template.ts";
import { write } from "./write.ts";

export interface ElasticsearchIndexOptions {
  nodes: string[];
  auth?: ElasticsearchAuth;
  /** Of the hourly indices and their alias; tests have their own. */
  prefix?: string;
  /** Longest time of one query, milliseconds. */
  queryTimeout?: number;
}

const PREFIX = "api-requests";

const REQUEST_TIMEOUT = 30_000;

/** What a refresh itself takes, on top of the interval. */
const REFRESH_TAKES_MS = 500;

/**
 * The event index on Elasticsearch 9, in hourly indices; puts their template first. Throws `IndexUnavailable` when
 * no node answers, `SetupError` with one clear line when it answers but refuses, or is something else.
 */
export async function openElasticsearchIndex(options: ElasticsearchIndexOptions): Promise<EventIndex> {
  const { prefix = PREFIX, queryTimeout = 20_000 } = options;
  const client = await connect(options);
  const ask = createAsk(client, prefix, queryTimeout);
  return {
    visibilityMs: REFRESH_MS + REFRESH_TAKES_MS,
    write: (documents) => reaching(() => write(client, prefix, documents)),
    hours: () => reaching(() => listHours(client, prefix)),
    dropHour: (hour) => reaching(() => dropHour(client, prefix, hour)),
    search: (query, page) => reaching(() => search(ask, query, page)),
    health: (query, request) => reaching(() => health(ask, query, request)),
    groups: (query, request) => reaching(() => groups(ask, query, request)),
    signatures: (query, limit) => reaching(() => signatures(ask, query, limit)),
    facets: (query, fields, limit) => reaching(() => facets(ask, query, fields, limit)),
    tally: (query, slotMs) => reaching(() => tally(ask, query, slotMs)),
    close: () => client.close(),
  };
}

/** Builds hours of that index anew; opens and fails alike. */
export async function openElasticsearchRebuilder(
  options: ElasticsearchIndexOptions,
): Promise<EventIndexRebuilder> {
  return createRebuilder(await connect(options), options.prefix ?? PREFIX);
}

async function connect({ nodes, auth, prefix = PREFIX }: ElasticsearchIndexOptions): Promise<Client> {
  const client = createClient({ nodes, auth, requestTimeout: REQUEST_TIMEOUT });
  try {
    await reaching(() => putTemplate(client, prefix));
    return client;
  } catch (error) {
    await client.close();
    throw explained(error, nodes.map(withoutUserinfo).join(", "));
  }
}

function explained(error: unknown, where: string): unknown {
  if (error instanceof IndexUnavailable) {
    return new IndexUnavailable(`Elasticsearch at ${where} does not answer.`, { cause: error.cause });
  }
  if (error instanceof errors.ResponseError && (error.statusCode === 401 || error.statusCode === 403)) {
    return new SetupError(`Elasticsearch at ${where} refuses these credentials.`, { cause: error });
  }
  if (error instanceof errors.ElasticsearchClientError) {
    return new SetupError(`What answers at ${where} is not an Elasticsearch 9: ${error.message}`, {
      cause: error,
    });
  }
  return error;
}

function withoutUserinfo(node: string): string {
  const { protocol, host } = new URL(node);
  return `${protocol}//${host}`;
}
