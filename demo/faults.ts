import { z } from "zod";

/** What staff can put into one of the demo's APIs. */
export const FAULT_KINDS = [
  "errors",
  "slowness",
  "outage",
  "wrong_answers",
  "rate_limit",
  "expired_tokens",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const FAULT_NAMES: Record<FaultKind, string> = {
  errors: "Errors",
  slowness: "Slowness",
  outage: "Outage",
  wrong_answers: "Wrong answers",
  rate_limit: "Rate limiting",
  expired_tokens: "Expired tokens",
};

export const ERROR_STATUSES = [500, 502, 503, 504] as const;
export const OUTAGE_MODES = ["refused", "reset", "silent"] as const;

export const faultSettings = z.object({
  /** One endpoint's slug; null: the whole Channel. */
  endpoint: z.string().max(128).nullable().default(null),
  /** Share of the requests, 0 to 1. */
  share: z.number().min(0.01).max(1).default(1),
  /** Of errors. */
  status: z.literal(ERROR_STATUSES).default(503),
  /** Of errors. */
  message: z.string().min(1).max(200).default("upstream connect error or disconnect/reset before headers"),
  /** How many times as long an answer takes, for slowness and for errors. */
  factor: z.number().min(1).max(60).default(1),
  /** Of an outage: nobody listens, the connection breaks, or no answer ever comes. */
  mode: z.enum(OUTAGE_MODES).default("refused"),
  /** Of rate limiting, seconds. */
  retry_after: z.number().int().min(1).max(600).default(20),
});

type FaultSettings = z.infer<typeof faultSettings>;

/** A fault at work. One of each kind per Channel. */
export interface InjectedFault {
  channel: string;
  kind: FaultKind;
  settings: FaultSettings;
}

/** What the request may meet: faults of its Channel that concern its endpoint. */
export function concerns(fault: InjectedFault, endpoint: string): boolean {
  return fault.settings.endpoint === null || fault.settings.endpoint === endpoint;
}

/** An outage that leaves nobody listening. */
export function closesChannel(fault: InjectedFault): boolean {
  const { mode, endpoint, share } = fault.settings;
  return fault.kind === "outage" && mode === "refused" && endpoint === null && share === 1;
}

/** One line for people: "40 % of send_message answer HTTP 503". */
export function describeFault({ kind, settings }: InjectedFault): string {
  const share = settings.share === 1 ? "all" : `${Math.round(settings.share * 100)} %`;
  const requests = `${share} of ${settings.endpoint ?? "all requests"}`;
  const subject = settings.share === 1 ? (settings.endpoint ?? "all requests") : requests;
  switch (kind) {
    case "errors":
      return `${subject}: HTTP ${settings.status}, “${settings.message}”`;
    case "slowness":
      return `${subject}: answers take ${settings.factor} times as long`;
    case "outage":
      return `${subject}: ${{ refused: "connection refused", reset: "connection reset", silent: "no answer" }[settings.mode]}`;
    case "wrong_answers":
      return `${subject}: HTTP 200 with a body that is no JSON`;
    case "rate_limit":
      return `${subject}: HTTP 429, retry after ${settings.retry_after} s`;
    case "expired_tokens":
      return `${subject}: HTTP 401, token expired`;
  }
}

/** At work from the first start, so that the first page has something to tell. */
export const FIRST_FAULTS: readonly InjectedFault[] = [
  {
    channel: "brightbulb",
    kind: "errors",
    settings: faultSettings.parse({ endpoint: "send_message", share: 0.42, status: 503, factor: 7 }),
  },
  {
    channel: "brightbulb",
    kind: "outage",
    settings: faultSettings.parse({ endpoint: "send_message", share: 0.04, mode: "silent" }),
  },
];
