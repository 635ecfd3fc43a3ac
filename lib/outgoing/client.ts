import { lookup as systemLookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { Agent, request } from "undici";
import { checkUrl, hostOf } from "./check-url.ts";
import { isPublicAddress } from "./public-address.ts";
import {
  type Outgoing,
  type OutgoingAnswer,
  OutgoingFailed,
  type OutgoingPost,
  OutgoingRefused,
} from "./types.ts";

const TIMEOUT_MS = 15_000;
const MAX_ANSWER = 65_536;
const CONNECTIONS = 8;

export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

const resolveAll: Resolve = (host) => systemLookup(host, { all: true, verbatim: true });

export interface OutgoingOptions {
  /** For development and tests: http, loopback and private networks are let through. */
  allowPrivate: boolean;
  resolve?: Resolve;
  timeoutMs?: number;
}

/**
 * The one client for calls to addresses that users gave. A name is resolved when the connection is made, every address
 * is checked, and the connection goes to one of these: a name that changes its mind is refused as well.
 */
export function createOutgoing({
  allowPrivate,
  resolve = resolveAll,
  timeoutMs = TIMEOUT_MS,
}: OutgoingOptions): Outgoing {
  const agentOf = (lookup?: LookupFunction) =>
    new Agent({ connections: CONNECTIONS, connect: { timeout: timeoutMs, ...(lookup && { lookup }) } });
  const trusted = agentOf();
  const guarded = allowPrivate ? trusted : agentOf(guardedLookup(resolve));
  return {
    post: async (post) => {
      checkUrl(post.url, allowPrivate);
      return await send(guarded, post, timeoutMs);
    },
    postTrusted: (post) => send(trusted, post, timeoutMs),
    getTrusted: (url) => send(trusted, { url, headers: {}, body: null }, timeoutMs),
  };
}

/** Refuses a name that is known not to be public; one that cannot be resolved now is left to the first delivery. */
export async function checkDestination(
  address: string,
  { allowPrivate, resolve = resolveAll }: Pick<OutgoingOptions, "allowPrivate" | "resolve">,
): Promise<void> {
  const url = checkUrl(address, allowPrivate);
  if (allowPrivate) return;
  const found = await resolve(hostOf(url)).catch(() => []);
  if (!found.every(({ address: each }) => isPublicAddress(each))) throw notPublic();
}

const notPublic = () => new OutgoingRefused("The address is not a public one.");

function guardedLookup(resolve: Resolve): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found;
        if (first === undefined) callback(new OutgoingFailed("The name has no address."), "");
        else if (!found.every(({ address }) => isPublicAddress(address))) callback(notPublic(), "");
        else if (all) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, ""),
    );
  };
}

/** Without a body it only asks. */
async function send(
  dispatcher: Agent,
  post: Omit<OutgoingPost, "body"> & { body: string | null },
  timeoutMs: number,
): Promise<OutgoingAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const { statusCode, headers, body } = await request(post.url, {
      method: post.body === null ? "GET" : "POST",
      headers: { "user-agent": "Channelscope", ...post.headers },
      body: post.body,
      dispatcher,
      signal,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    let [text, size] = ["", 0];
    for await (const chunk of body) {
      const bytes = chunk as Buffer;
      text += bytes.subarray(0, MAX_ANSWER - size).toString("utf8");
      size += bytes.length;
      if (size >= MAX_ANSWER) break;
    }
    return { status: statusCode, text, retryAfterMs: retryAfter(headers["retry-after"]) };
  } catch (error) {
    if (error instanceof OutgoingRefused || error instanceof OutgoingFailed) throw error;
    if (signal.aborted) throw new OutgoingFailed(`no answer within ${timeoutMs / 1_000} s`, { cause: error });
    throw new OutgoingFailed(reasonOf(error), { cause: error });
  }
}

/** Seconds, or a date. */
function retryAfter(value: string | string[] | undefined): number | null {
  if (typeof value !== "string") return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset",
  ENOTFOUND: "name not found",
  EAI_AGAIN: "name not found",
  UND_ERR_CONNECT_TIMEOUT: "no connection in time",
  UND_ERR_HEADERS_TIMEOUT: "no answer in time",
  UND_ERR_SOCKET: "connection closed",
  CERT_HAS_EXPIRED: "certificate expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "self-signed certificate",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate of another name",
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? (code === "" ? "the call failed" : `the call failed (${code})`);
}
