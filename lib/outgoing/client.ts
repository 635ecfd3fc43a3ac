import { Resolver } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
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
/** To one host: no fewer than a deliverer has calls under way, else who hangs there delays others at the same host. */
const CONNECTIONS = 64;

export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

const DNS = { timeout: 2_000, tries: 2 };

/**
 * Asks the name servers themselves: the system's `lookup` would hold one of the process's four threads for as long as
 * a user's name server is silent, and with them everybody else.
 */
const resolveAll: Resolve = async (host) => {
  const resolver = new Resolver(DNS);
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  const found = [
    ...(v4.status === "fulfilled" ? v4.value.map((address) => ({ address, family: 4 })) : []),
    ...(v6.status === "fulfilled" ? v6.value.map((address) => ({ address, family: 6 })) : []),
  ];
  if (found.length === 0 && v4.status === "rejected") throw v4.reason;
  return found;
};

export interface OutgoingOptions {
  /** For development and tests: http, loopback and private networks are let through. */
  allowPrivate: boolean;
  resolve?: Resolve;
  timeoutMs?: number;
  /** Ends calls under way. */
  stop?: AbortSignal;
}

/**
 * The one client for calls to addresses that users gave. A name is resolved when the connection is made, every address
 * is checked, and the connection goes to one of these: a name that changes its mind is refused as well.
 */
export function createOutgoing({
  allowPrivate,
  resolve = resolveAll,
  timeoutMs = TIMEOUT_MS,
  stop,
}: OutgoingOptions): Outgoing {
  const agentOf = (lookup?: LookupFunction) =>
    new Agent({ connections: CONNECTIONS, connect: { timeout: timeoutMs, ...(lookup && { lookup }) } });
  const trusted = agentOf();
  const guarded = allowPrivate ? trusted : agentOf(guardedLookup(resolve));
  return {
    post: async (post) => {
      checkUrl(post.url, allowPrivate);
      return await send(guarded, post, timeoutMs, stop);
    },
    postTrusted: (post) => send(trusted, post, timeoutMs, stop),
    getTrusted: (url) => send(trusted, { url, headers: {}, body: null }, timeoutMs, stop),
  };
}

/** Somebody waits who wants to save something, which a silent name server must not prolong; milliseconds. */
const LOOK_UP_MS = 1_000;

/** Refuses a name that is known not to be public; one that cannot be resolved now is left to the first delivery. */
export async function checkDestination(
  address: string,
  { allowPrivate, resolve = resolveAll }: Pick<OutgoingOptions, "allowPrivate" | "resolve">,
): Promise<void> {
  const url = checkUrl(address, allowPrivate);
  if (allowPrivate) return;
  const host = hostOf(url);
  if (isIP(host) !== 0) return;
  const found = await Promise.race([resolve(host).catch(() => []), pause(LOOK_UP_MS, [], { ref: false })]);
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
  stop?: AbortSignal,
): Promise<OutgoingAnswer> {
  const late = AbortSignal.timeout(timeoutMs);
  const signal = stop === undefined ? late : AbortSignal.any([late, stop]);
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
    if (stop?.aborted) throw new OutgoingFailed("stopped before an answer came", { cause: error });
    if (late.aborted) throw new OutgoingFailed(`no answer within ${timeoutMs / 1_000} s`, { cause: error });
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
  ENODATA: "name not found",
  ESERVFAIL: "the name server failed",
  ETIMEOUT: "the name server is silent",
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
