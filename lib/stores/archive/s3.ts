import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import {
  type Archive,
  type ArchivedObject,
  ArchiveRefused,
  ArchiveUnavailable,
  type ByteRange,
} from "./port.ts";

const PART_BYTES = 16 * 1_048_576;
const PARTS_IN_FLIGHT = 2;
const REMOVE_AT_ONCE = 1_000;

export interface S3Options {
  bucket: string;
  /** Before every key, without a slash at its end; empty: none. */
  prefix: string;
  /** null: Amazon's own. */
  endpoint: string | null;
  region: string;
}

const statusOf = (error: unknown) =>
  error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0;

/** One object of many could not be removed, and never will be. */
class RemovalDenied extends Error {
  override readonly name = "AccessDenied";
}

/** What asking again cannot help: no such bucket, no right to it, a request that is wrong. */
function isFinal(error: unknown): boolean {
  if (error instanceof RemovalDenied) return true;
  const status = statusOf(error);
  return (status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status)) || isUnconfigured(error);
}

const isUnconfigured = (error: unknown) =>
  error instanceof Error && error.name === "CredentialsProviderError";

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    if (isFinal(error)) throw new ArchiveRefused(`S3 refused: ${reason}`, { cause: error });
    throw new ArchiveUnavailable(`S3 cannot be reached or refuses for now: ${reason}`, { cause: error });
  }
}

class S3Archive implements Archive {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  constructor(client: S3Client, { bucket, prefix }: S3Options) {
    this.#client = client;
    this.#bucket = bucket;
    this.#prefix = prefix === "" ? "" : `${prefix}/`;
  }

  async putFile(key: string, path: string): Promise<void> {
    // That it cannot be read is no outage of the archive's.
    await access(path);
    await attempt(async () => {
      const body = createReadStream(path, { highWaterMark: 1_048_576 });
      try {
        await new Upload({
          client: this.#client,
          params: { ...this.#object(key), Body: body },
          partSize: PART_BYTES,
          queueSize: PARTS_IN_FLIGHT,
        }).done();
      } finally {
        body.destroy();
      }
    });
  }

  create(key: string, body: Uint8Array): Promise<boolean> {
    return attempt(async () => {
      try {
        await this.#client.send(new PutObjectCommand({ ...this.#object(key), Body: body, IfNoneMatch: "*" }));
        return true;
      } catch (error) {
        if (statusOf(error) === 412) return false;
        throw error;
      }
    });
  }

  read(key: string, range?: ByteRange): Promise<Buffer | null> {
    return attempt(async () => {
      if (range !== undefined && range.end <= range.start) return Buffer.alloc(0);
      const wanted = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end - 1}` };
      try {
        const { Body } = await this.#client.send(new GetObjectCommand({ ...this.#object(key), ...wanted }));
        return Buffer.from((await Body?.transformToByteArray()) ?? []);
      } catch (error) {
        if (error instanceof NoSuchKey || statusOf(error) === 404) return null;
        // The range begins beyond the object.
        if (statusOf(error) === 416) return Buffer.alloc(0);
        throw error;
      }
    });
  }

  async *list(prefix: string): AsyncIterable<ArchivedObject> {
    let after: string | undefined;
    do {
      const page = await attempt(() =>
        this.#client.send(
          new ListObjectsV2Command({
            Bucket: this.#bucket,
            Prefix: `${this.#prefix}${prefix}`,
            ...(after === undefined ? {} : { ContinuationToken: after }),
          }),
        ),
      );
      for (const { Key = "", Size = 0, LastModified } of page.Contents ?? []) {
        const modifiedAt = LastModified?.getTime() ?? 0;
        yield { key: Key.slice(this.#prefix.length), bytes: Size, modifiedAt };
      }
      after = page.NextContinuationToken;
    } while (after !== undefined);
  }

  remove(keys: readonly string[]): Promise<void> {
    return attempt(async () => {
      for (let first = 0; first < keys.length; first += REMOVE_AT_ONCE) {
        const Objects = keys
          .slice(first, first + REMOVE_AT_ONCE)
          .map((key) => ({ Key: this.#object(key).Key }));
        const { Errors = [] } = await this.#client.send(
          new DeleteObjectsCommand({ Bucket: this.#bucket, Delete: { Objects, Quiet: true } }),
        );
        const denied = Errors.find(({ Code }) => Code === "AccessDenied");
        if (denied !== undefined) throw new RemovalDenied(`s3:DeleteObject is not allowed on ${denied.Key}`);
        if (Errors[0] !== undefined) throw new Error(`${Errors[0].Code}: ${Errors[0].Key}`);
      }
    });
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }

  #object(key: string) {
    return { Bucket: this.#bucket, Key: `${this.#prefix}${key}` };
  }
}

/** Credentials as AWS's tools find them. Asks nothing of the server yet. */
export function openS3Archive(options: S3Options): Archive {
  const { endpoint, region } = options;
  const client = new S3Client({
    region,
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
    // Servers that speak the same protocol know neither buckets as host names nor checksums after a body.
    ...(endpoint === null
      ? {}
      : {
          endpoint,
          forcePathStyle: true,
          requestChecksumCalculation: "WHEN_REQUIRED" as const,
          responseChecksumValidation: "WHEN_REQUIRED" as const,
        }),
  });
  return new S3Archive(client, options);
}
