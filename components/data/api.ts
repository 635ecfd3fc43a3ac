/** An answer other than 2xx: problem details (RFC 9457) where the server sent them. */
export class ApiError extends Error {
  readonly status: number;
  /** The field at fault, for what was sent. */
  readonly field: string | null;
  /** Where in that field's text, in characters from 0. */
  readonly position: number | null;

  constructor(status: number, message: string, field: string | null = null, position: number | null = null) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.field = field;
    this.position = position;
  }
}

/** What the page says when nobody answers at all. */
const UNREACHABLE = "The server does not answer. This page tries again by itself.";

/** The server gives up on its stores by then; a store that hangs must not look like one that is just slow for ever. */
const PATIENCE_MS = 35_000;

/**
 * Reads one of our own API's answers. Throws `ApiError` with a message fit to be shown; status 0 when there was no
 * answer at all.
 */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let response: Response;
  try {
    const either = signal === undefined ? patience : AbortSignal.any([signal, patience]);
    response = await fetch(path, { signal: either, headers: { accept: "application/json" } });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, UNREACHABLE);
  }
  if (response.ok) return (await response.json()) as T;
  throw await errorOf(response);
}

/** Changes something through our own API; `body` is JSON, or the text of a file. Throws as `getJson`. */
export async function sendJson<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: { accept: "application/json", "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, "The server did not answer. Check your connection, then try again.");
  }
  if (!response.ok) throw await errorOf(response);
  return (response.status === 204 ? null : await response.json()) as T;
}

async function errorOf(response: Response): Promise<ApiError> {
  try {
    const problem = (await response.json()) as Record<"detail" | "title" | "field" | "position", unknown>;
    const text = problem.detail ?? problem.title;
    const field = typeof problem.field === "string" ? problem.field : null;
    const position = typeof problem.position === "number" ? problem.position : null;
    if (typeof text === "string" && text !== "") return new ApiError(response.status, text, field, position);
  } catch {
    // Not JSON: a proxy's page, say. The status has to do.
  }
  return new ApiError(response.status, `The server answered with status ${response.status}.`);
}
