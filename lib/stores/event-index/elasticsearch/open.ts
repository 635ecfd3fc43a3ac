import { type Client, errors } from "@elastic/elasticsearch";
import { type Clock, systemClock } from "../../../clock.ts";
import { SetupError } from "../../../setup-error.ts";
import type { IndexCluster } from "../cluster.ts";
import type { IndexInspector } from "../inspection.ts";
import { type EventIndex, IndexUnavailable } from "../port.ts";
import type { EventIndexRebuilder } from "../rebuild.ts";
import { writeAll } from "../write-all.ts";
import { createAsk, createSearch } from "./ask.ts";
import { createClient, type ElasticsearchAuth, reaching } from "./client.ts";
import { applyLayout, measure } from "./cluster.ts";
import { facets } from "./facets.ts";
import { groups } from "./groups.ts";
import { health } from "./health.ts";
import { listHours, refresh } from "./hours.ts";
import { inspect } from "./inspect.ts";
import { indicesOf } from "./names.ts";
import { dropPart, listParts, settle } from "./parts.ts";
import { createRebuilder } from "./rebuild.ts";
import { createScheduleReader, DEFAULT_LAYOUT, putLayout } from "./schedule.ts";
import { search } from "./search.ts";
import { createSend, createSendTogether } from "./send.ts";
import { signatures } from "./signatures.ts";
import { counts, sums, tally } from "./tally.ts";
import { putTemplate, REFRESH_MS } from "./template.ts";
import { createBatches } from "./write.ts";

export interface ElasticsearchIndexOptions {
  nodes: string[];
  auth?: ElasticsearchAuth;
  /** Of the indices and their alias; tests have their own. */
  prefix?: string;
  /** Longest time of one query, milliseconds. */
  queryTimeout?: number;
  clock?: Clock;
}

const PREFIX = "api-requests";
const REQUEST_TIMEOUT = 30_000;

/** What a refresh itself takes, on top of the interval. */
const REFRESH_TAKES_MS = 500;

/** Makes the templates where they are missing; a plan that was applied stays. */
async function prepare(client: Client, prefix: string): Promise<void> {
  await putLayout(client, prefix, DEFAULT_LAYOUT, { create: true });
  await putTemplate(client, prefix);
}

/** Does `work`, and says in one line what is wrong with a cluster that cannot be used. */
async function explaining<T>(nodes: string[], work: () => Promise<T>): Promise<T> {
  try {
    return await reaching(work);
  } catch (error) {
    throw explained(error, nodes.map(withoutUserinfo).join(", "));
  }
}

/**
 * The event index on Elasticsearch 9, in hourly or daily indices; puts their templates first. Throws `IndexUnavailable`
 * when no node answers, `SetupError` with one clear line when it answers but refuses, or is something else.
 */
export async function openElasticsearchIndex(
  options: ElasticsearchIndexOptions,
): Promise<EventIndex & IndexInspector> {
  const { nodes, auth, prefix = PREFIX, queryTimeout = 20_000, clock = systemClock } = options;
  const client = await connect(nodes, auth, prefix);
  const schedules = createScheduleReader(client, prefix, clock);
  const schedule = schedules.current;
  const searching = createSearch(createSend(client), queryTimeout);
  const batch = createBatches(client, prefix, schedules);
  const ask = createAsk(searching, prefix, schedule);
  const askTogether = createAsk(createSearch(createSendTogether(client), queryTimeout), prefix, schedule);
  return {
    visibilityMs: REFRESH_MS + REFRESH_TAKES_MS,
    batch,
    write: (documents) => writeAll(batch(), documents),
    hours: () => reaching(() => listHours(client, searching, prefix)),
    parts: () => reaching(() => listParts(client, prefix)),
    settle: (part) => reaching(() => settle(client, prefix, part)),
    drop: (part) => reaching(() => dropPart(client, prefix, part)),
    search: (query, page) => reaching(() => search(ask, query, page)),
    health: (query, request) => reaching(() => health(ask, query, request)),
    groups: (query, request) => reaching(() => groups(ask, query, request)),
    signatures: (query, request) => reaching(() => signatures(ask, query, request)),
    facets: (query, fields, limit) => reaching(() => facets(ask, query, fields, limit)),
    refresh: (range) => reaching(async () => refresh(client, indicesOf(prefix, await schedule(), range))),
    inspect: () => reaching(() => inspect(client, prefix)),
    tally: (query, slotMs, parts) => reaching(() => tally(askTogether, query, slotMs, parts)),
    counts: (query, stepMs) => reaching(() => counts(ask, query, stepMs)),
    sums: (query) => reaching(() => sums(ask, query)),
    close: () => client.close(),
  };
}

/** What can be planned of the same index; each method throws as `openElasticsearchIndex` does. */
export function openElasticsearchCluster(options: ElasticsearchIndexOptions): IndexCluster {
  const { nodes, auth, prefix = PREFIX, clock = systemClock } = options;
  const client = createClient({ nodes, auth, requestTimeout: REQUEST_TIMEOUT });
  return {
    measure: () => explaining(nodes, () => measure(client, prefix, clock)),
    apply: (layout) =>
      explaining(nodes, async () => {
        await prepare(client, prefix);
        return { from: await applyLayout(client, prefix, layout, clock) };
      }),
    close: () => client.close(),
  };
}

/** Builds hours of that index anew; opens and fails alike. */
export async function openElasticsearchRebuilder(
  options: ElasticsearchIndexOptions,
): Promise<EventIndexRebuilder> {
  const { nodes, auth, prefix = PREFIX, clock = systemClock } = options;
  const client = await connect(nodes, auth, prefix);
  return createRebuilder(client, prefix, createScheduleReader(client, prefix, clock).current);
}

async function connect(
  nodes: string[],
  auth: ElasticsearchAuth | undefined,
  prefix: string,
): Promise<Client> {
  const client = createClient({ nodes, auth, requestTimeout: REQUEST_TIMEOUT });
  try {
    await explaining(nodes, () => prepare(client, prefix));
    return client;
  } catch (error) {
    await client.close();
    throw error;
  }
}

function explained(error: unknown, where: string): unknown {
  if (error instanceof IndexUnavailable) {
    // The reason tells a server that is away from a certificate that is not trusted.
    const reason = error.cause instanceof Error ? error.cause.message.split("\n")[0] : "no reason given";
    return new IndexUnavailable(`Elasticsearch at ${where} does not answer: ${reason}`, {
      cause: error.cause,
    });
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
