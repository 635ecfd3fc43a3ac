export interface ArchivedObject {
  key: string;
  bytes: number;
  /** By the archive's own clock, milliseconds since 1970. */
  modifiedAt: number;
}

/** From `start` up to, not including, `end`, in bytes. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Objects under names like paths (`a/b/c`), never changed once they are there. An object is seen whole or not at all, by
 * everybody at once. Every method throws `ArchiveUnavailable` for a passing reason: the caller may try again; and
 * `ArchiveRefused` for one that is not.
 */
export interface Archive {
  /**
   * Durable when it resolves. The name is the caller's alone: putting the same file again is harmless, and makes it one of
   * that moment.
   */
  putFile(key: string, path: string): Promise<void>;
  /**
   * Of all who create this key, one is answered true, and only its body is ever read. After `ArchiveUnavailable` the
   * object may be there all the same.
   */
  create(key: string, body: Uint8Array): Promise<boolean>;
  /** null: there is no such object. A range that ends beyond the object is cut. */
  read(key: string, range?: ByteRange): Promise<Buffer | null>;
  /** All whose keys begin so, ascending by the bytes of their keys. */
  list(prefix: string): AsyncIterable<ArchivedObject>;
  /** Absent ones are no error. */
  remove(keys: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** The archive refuses for good: no such bucket, no right to it. */
export class ArchiveRefused extends Error {
  override readonly name = "ArchiveRefused";
}

/** The archive cannot be reached or refuses for a passing reason. */
export class ArchiveUnavailable extends Error {
  override readonly name = "ArchiveUnavailable";
}
