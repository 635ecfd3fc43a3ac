import { AppError } from "../../errors.ts";
import { readBody } from "../../events/ingest/read-body.ts";

const LIMIT = { bytes: 64 * 1024, words: "The body can be 64 kB at most." };

/** The JSON object that a request brought, gzip or not; without a body an empty one. */
export async function readObject(request: Request): Promise<Record<string, unknown>> {
  const text = decode(await readBody(request, LIMIT));
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError("bad_request", "The body is no JSON.", { cause });
  }
  if (value instanceof Object && !Array.isArray(value)) return { ...value };
  throw new AppError("bad_request", "The body must be a JSON object.");
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("bad_request", "The body is not UTF-8.", { cause });
  }
}
