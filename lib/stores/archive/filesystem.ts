import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, type Dirent } from "node:fs";
import { link, mkdir, open, readdir, rm, stat, utimes } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Archive, type ArchivedObject, ArchiveUnavailable, type ByteRange } from "./port.ts";

/** What is being written has its place here, on the same file system, and is no object yet. */
const INCOMING = ".incoming";
const LEFT_BEHIND_MS = 86_400_000;
const SEGMENT = /^(?!\.)[\w.%=-]+$/;

/** A disk that is full, failing or not mounted may be well again. */
const PASSING = new Set(["ENOSPC", "EDQUOT", "EIO", "EMFILE", "ENFILE", "EBUSY", "ESTALE", "ETIMEDOUT"]);

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? "";

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!PASSING.has(codeOf(error))) throw error;
    throw new ArchiveUnavailable(`The archive's folder refuses: ${codeOf(error)}`, { cause: error });
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

class FilesystemArchive implements Archive {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  putFile(key: string, path: string): Promise<void> {
    return attempt(async () => {
      const now = new Date();
      // The object shares it: it is as old as the putting, not as the writing.
      await utimes(path, now, now);
      await sync(path);
      await this.#publish(path, key).catch(async (error: unknown) => {
        if (codeOf(error) !== "EXDEV") throw error;
        return this.#incoming(async (copy) => {
          await pipeline(createReadStream(path), createWriteStream(copy, { flags: "wx" }));
          await sync(copy);
          return this.#publish(copy, key);
        });
      });
      await utimes(this.#path(key), now, now);
    });
  }

  create(key: string, body: Uint8Array): Promise<boolean> {
    return attempt(() =>
      this.#incoming(async (path) => {
        const handle = await open(path, "wx");
        try {
          await handle.writeFile(body);
          await handle.sync();
        } finally {
          await handle.close();
        }
        return this.#publish(path, key);
      }),
    );
  }

  read(key: string, range?: ByteRange): Promise<Buffer | null> {
    return attempt(async () => {
      const handle = await open(this.#path(key), "r").catch(orAbsent);
      if (handle === null) return null;
      try {
        if (range === undefined) return await handle.readFile();
        const length = Math.max(0, Math.min(range.end, (await handle.stat()).size) - range.start);
        const { buffer } = await handle.read(Buffer.alloc(length), 0, length, range.start);
        return buffer;
      } finally {
        await handle.close();
      }
    });
  }

  async *list(prefix: string): AsyncIterable<ArchivedObject> {
    const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
    yield* this.#walk(folder, prefix);
  }

  remove(keys: readonly string[]): Promise<void> {
    return attempt(async () => {
      for (const key of keys) await rm(this.#path(key), { force: true });
    });
  }

  async close(): Promise<void> {}

  /** Removes what processes that were killed left behind. */
  async tidy(now: number): Promise<void> {
    const folder = join(this.#root, INCOMING);
    for (const name of await readdir(folder)) {
      const left = await stat(join(folder, name)).catch(orAbsent);
      if (left !== null && left.mtimeMs < now - LEFT_BEHIND_MS) await rm(join(folder, name), { force: true });
    }
  }

  async *#walk(folder: string, prefix: string): AsyncIterable<ArchivedObject> {
    const path = join(this.#root, folder);
    const entries = await attempt(() => readdir(path, { withFileTypes: true }).catch(orAbsent));
    const keyOf = (entry: Dirent) => `${folder}${entry.name}${entry.isDirectory() ? "/" : ""}`;
    const keys = (entries ?? []).filter(({ name }) => !name.startsWith(".")).map(keyOf);
    for (const key of keys.sort((left, right) => (left < right ? -1 : 1))) {
      if (key.endsWith("/")) {
        if (key.startsWith(prefix) || prefix.startsWith(key)) yield* this.#walk(key, prefix);
      } else if (key.startsWith(prefix)) {
        const found = await attempt(() => stat(join(this.#root, key)).catch(orAbsent));
        if (found !== null) yield { key, bytes: found.size, modifiedAt: found.mtimeMs };
      }
    }
  }

  #path(key: string): string {
    if (!key.split("/").every((segment) => SEGMENT.test(segment)))
      throw new RangeError(`Not a key of the archive: ${key}`);
    return join(this.#root, key);
  }

  async #incoming<T>(work: (path: string) => Promise<T>): Promise<T> {
    const path = join(this.#root, INCOMING, randomUUID());
    try {
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  /** A whole file gets its name by link(2), which fails where the name is taken: answers whether it was free. */
  async #publish(path: string, key: string): Promise<boolean> {
    const target = this.#path(key);
    const made = await mkdir(dirname(target), { recursive: true });
    const isFree = await link(path, target).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) === "EEXIST") return false;
        throw error;
      },
    );
    // New folders up to the first that was made are entries of theirs parents, which have to last, too.
    // A name that is taken may be of a try whose folders could not be synced.
    const top = made === undefined ? dirname(target) : dirname(made);
    const last = isFree ? top : this.#root;
    for (let folder = dirname(target); ; folder = dirname(folder)) {
      await sync(folder);
      if (folder === last) return isFree;
    }
  }
}

function orAbsent(error: unknown): null {
  if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
  throw error;
}

/** An archive in a folder of this machine (or a shared one), made if it is missing. */
export async function openFilesystemArchive({ folder }: { folder: string }): Promise<Archive> {
  const root = resolve(folder);
  await mkdir(join(root, INCOMING), { recursive: true });
  const archive = new FilesystemArchive(root);
  await archive.tidy(Date.now());
  return archive;
}
