/** The closed set of reasons for which the product refuses; only a surface turns one into a status. */
export const ERROR_CODES = [
  "bad_request",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "too_large",
  "unsupported_type",
  "rate_limited",
  "unavailable",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

interface Details {
  /** The parameter or field at fault, for `bad_request`. */
  field?: string;
  /** Where in the field's text, counted in characters from 0. */
  position?: number;
  /** Seconds after which another try makes sense. */
  retryAfter?: number;
  cause?: unknown;
}

/** A refusal whose message may be shown to whoever asked. Internal detail belongs into `cause`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly position: number | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.field = details.field;
    this.position = details.position;
    this.retryAfter = details.retryAfter;
  }
}
