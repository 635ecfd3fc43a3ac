/** `error.type` of a request that failed, as API-request events name it. */
type RequestErrorType =
  | "timeout"
  | "dns"
  | "connect"
  | "tls"
  | "reset"
  | "invalid_response"
  | "cancelled"
  | "other";

const CODES: Record<string, RequestErrorType> = {
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  EAI_FAIL: "dns",
  EAI_NODATA: "dns",
  ECONNREFUSED: "connect",
  EHOSTUNREACH: "connect",
  EHOSTDOWN: "connect",
  ENETUNREACH: "connect",
  EADDRNOTAVAIL: "connect",
  ECONNRESET: "reset",
  ECONNABORTED: "reset",
  EPIPE: "reset",
  UND_ERR_SOCKET: "reset",
  UND_ERR_CLOSED: "reset",
  UND_ERR_HEADERS_OVERFLOW: "invalid_response",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "invalid_response",
  UND_ERR_RES_EXCEEDED_MAX_SIZE: "invalid_response",
  UND_ERR_ABORTED: "cancelled",
  EPROTO: "tls",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls",
  SELF_SIGNED_CERT_IN_CHAIN: "tls",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls",
  UNABLE_TO_GET_ISSUER_CERT: "tls",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls",
  HOSTNAME_MISMATCH: "tls",
};

/** Families of codes: Node's and OpenSSL's for TLS, the parser's, zlib's. */
const FAMILIES: [RegExp, RequestErrorType][] = [
  [/^(ERR_TLS|ERR_SSL|CERT_|CRL_)/, "tls"],
  [/^(HPE_|Z_|ERR__ERROR_FORMAT)/, "invalid_response"],
];

const NAMES: Record<string, RequestErrorType> = {
  TimeoutError: "timeout",
  AbortError: "cancelled",
  HTTPParserError: "invalid_response",
};

export interface RequestFailure {
  /** null: the status says it. */
  type: RequestErrorType | null;
  message: string;
}

/** What went wrong, from the innermost error that says so: fetch wraps the cause in "fetch failed". */
export function failureOf(error: unknown): RequestFailure {
  const chain = causes(error);
  for (const each of chain) {
    const type = typeOf(each);
    if (type !== null) return { type, message: each.message || chain[0]?.message || type };
  }
  return { type: "other", message: chain.at(-1)?.message ?? String(error) };
}

function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let each = error; each instanceof Error && chain.length < 8; each = each.cause) chain.push(each);
  return chain.reverse();
}

function typeOf(error: Error): RequestErrorType | null {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const family = FAMILIES.find(([pattern]) => pattern.test(code))?.[1];
  return CODES[code] ?? family ?? NAMES[error.name] ?? null;
}
