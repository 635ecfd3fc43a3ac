import { Client, errors } from "@elastic/elasticsearch";
import { IndexUnavailable } from "../port.ts";

export type ElasticsearchAuth = { apiKey: string } | { username: string; password: string };

export interface ClientOptions {
  nodes: string[];
  auth?: ElasticsearchAuth;
  /** Milliseconds. */
  requestTimeout: number;
}

/**
 * A node that is gone is no outage while another answers: each is asked once, at once. Any other retry is the
 * caller's: a write that timed out may have been done, and is told so by its outcome.
 */
export function createClient({ nodes, auth, requestTimeout }: ClientOptions): Client {
  return new Client({ nodes, auth, requestTimeout, maxRetries: nodes.length - 1, compression: false });
}

const PASSING_STATUS = new Set([408, 429, 502, 503, 504]);

function isPassing(error: errors.ElasticsearchClientError): boolean {
  if (error instanceof errors.ResponseError) return PASSING_STATUS.has(error.statusCode ?? 0);
  return (
    error instanceof errors.ConnectionError ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoLivingConnectionsError
  );
}

/** Runs work against the cluster; what passes becomes `IndexUnavailable`, anything else stays what it is. */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof errors.ElasticsearchClientError) || !isPassing(error)) throw error;
    throw new IndexUnavailable(`Elasticsearch does not answer: ${error.message}`, { cause: error });
  }
}
