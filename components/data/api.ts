/** An answer other than 2xx: problem details (RFC 9457) where the server sent them. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
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
  throw new ApiError(response.status, await problemOf(response));
}

async function problemOf(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { detail?: unknown; title?: unknown };
    const text = problem.detail ?? problem.title;
    if (typeof text === "string" && text !== "") return text;
  } catch {
    // Not JSON: a proxy's page, say. The status has to do.
  }
  return `The server answered with status ${response.status}.`;
}
