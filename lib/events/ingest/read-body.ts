import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { AppError } from "../../errors.ts";

interface BodyLimit {
  bytes: number;
  /** What is said of more. */
  words: string;
}

const EVENTS: BodyLimit = {
  bytes: 10 * 1_048_576,
  words: "A request can hold 10 MB of events at most, unpacked.",
};

const tooLarge = ({ words }: BodyLimit) => new AppError("too_large", words);

async function collect(source: AsyncIterable<Uint8Array>, limit: BodyLimit): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > limit.bytes) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

/** Stops in the middle of what unpacks to too much, so that a small bomb stays small. */
async function unpack(packed: Buffer, limit: BodyLimit): Promise<Buffer> {
  const gunzip = createGunzip();
  try {
    return await collect(Readable.from([packed]).pipe(gunzip), limit);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("bad_request", "The body is not valid gzip.", { cause });
  } finally {
    gunzip.destroy();
  }
}

/**
 * The body of a request, unpacked. Throws `too_large` beyond the limit, before as after unpacking, `unsupported_type` for
 * an encoding other than gzip, `bad_request` for broken gzip.
 */
export async function readBody(request: Request, limit: BodyLimit = EVENTS): Promise<Buffer> {
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip") {
    throw new AppError("unsupported_type", "Content-Encoding can be gzip or none.");
  }
  if (Number(request.headers.get("content-length") ?? 0) > limit.bytes) throw tooLarge(limit);
  if (request.body === null) return Buffer.alloc(0);
  // The DOM's types do not know that a stream can be iterated; Node's can.
  const body = await collect(request.body as unknown as AsyncIterable<Uint8Array>, limit);
  return encoding === "gzip" ? unpack(body, limit) : body;
}
