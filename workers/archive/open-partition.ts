import { join } from "node:path";
import type { CommittedFile } from "#lib/archive/commit.ts";
import { dataKey, hourOf, quarantineTopic, type Source } from "#lib/archive/names.ts";
import { ParquetFile } from "#lib/archive/parquet-file.ts";
import type { Archived } from "#lib/archive/position.ts";
import { type Quarantined, quarantined, quarantineShape } from "#lib/archive/quarantine.ts";
import type { TopicRows } from "#lib/archive/topics.ts";
import { toDeadLetter } from "#lib/events/dead-letter.ts";
import type { Pseudonymize } from "#lib/events/pseudonym.ts";
import type { StreamRecord } from "#lib/stores/event-stream/port.ts";

/** When what is held of a partition becomes a commit, and how much may wait in memory until then. */
export interface ArchiveLimits {
  /** Of one file, in bytes. */
  fileBytes: number;
  /** Since the first record held, milliseconds; the end of its hour comes first. */
  ageMs: number;
  /** Of one partition: events of many hours are many small files. */
  openFiles: number;
  /** Rows of one file that wait. */
  waitingRows: number;
  /** What all rows of a topic that wait take, in bytes. */
  waitingBytes: number;
}

/** A file that a commit will name; `end` is only known of it once it is finished. */
export interface OpenFile {
  key: string;
  hour: number;
  quarantined: boolean;
  file: ParquetFile<Archived<{ checksum: number }>> | ParquetFile<Quarantined>;
  checksum: number;
  minOffset: number;
  maxOffset: number;
}

/** Row groups of a partition's files: what a file's end says of each, some 12 kB, waits in V8's heap. */
const MOST_GROUPS = 500;

interface Parts {
  source: Source;
  rows: TopicRows;
  pseudonymize: Pseudonymize;
  retentionMs: number;
  /** A folder for the files. */
  spool: string;
}

/** The records of a partition from the last commit's end on that are held in files on this machine. */
export class OpenPartition {
  readonly source: Source;
  readonly #parts: Parts;
  /** By their hour, milliseconds since 1970. */
  readonly #files = new Map<number, OpenFile>();
  readonly #quarantined = new Map<number, OpenFile>();
  #start: number;
  #next: number;
  #held = 0;
  #firstAt = 0;
  #reached = { appendedAt: 0, readAt: 0 };
  #isBegun: boolean;

  /** `start`: where the last commit ended; null: there is none, and the first record begins the first. */
  constructor(parts: Parts, start: number | null) {
    this.#parts = parts;
    this.source = parts.source;
    this.#start = start ?? 0;
    this.#next = this.#start;
    this.#isBegun = start !== null;
  }

  /** The offset that the next commit begins with. */
  get start(): number {
    return this.#start;
  }

  /** The offset after the last record held. */
  get next(): number {
    return this.#next;
  }

  /** Of the last record held or committed, milliseconds since 1970; 0: there was none. */
  get reached(): { appendedAt: number; readAt: number } {
    return this.#reached;
  }

  get held(): number {
    return this.#held;
  }

  get files(): OpenFile[] {
    return [...this.#files.values(), ...this.#quarantined.values()];
  }

  /** Takes a record, unless it is held or committed already. `now` is the worker's clock. */
  add(given: StreamRecord, now: number): void {
    if (given.offset < this.#next) return;
    const { record, accepted } = this.#judge(given, now);
    if (!this.#isBegun) this.#start = record.offset;
    this.#isBegun = true;
    if (this.#held === 0) this.#firstAt = now;
    if ("ok" in accepted) {
      const { ok: event } = accepted;
      const open = this.#open(hourOf(event.timestamp), false, record.offset);
      (open.file as ParquetFile<Archived<{ checksum: number }>>).add({ event, record });
      open.checksum += event.checksum;
      open.maxOffset = record.offset;
    } else {
      const { pseudonymize } = this.#parts;
      const letter = toDeadLetter(record, accepted.rejected, now, pseudonymize);
      const open = this.#open(hourOf(record.appendedAt), true, record.offset);
      const row = quarantined(this.source.topic, record, letter, pseudonymize);
      (open.file as ParquetFile<Quarantined>).add(row);
      open.maxOffset = record.offset;
    }
    this.#held += 1;
    this.#next = record.offset + 1;
    this.#reached = { appendedAt: given.appendedAt, readAt: now };
  }

  /**
   * A record as it came, judged by then. On a topic of somebody else's, producers stamp: what lies ahead is no stamp, and
   * what the index would not keep is one only where its event is of that time, as of an archive that was away for long.
   */
  #judge(given: StreamRecord, now: number) {
    const { rows, retentionMs } = this.#parts;
    const stamped = given.appendedAt > 0 && given.appendedAt < now ? given : { ...given, appendedAt: now };
    const accepted = rows.accept(stamped);
    if ("ok" in accepted || stamped.appendedAt >= now - retentionMs) return { record: stamped, accepted };
    const asRead = { ...given, appendedAt: now };
    return { record: asRead, accepted: rows.accept(asRead) };
  }

  /** Whether what is held has to become a commit. */
  isDue(now: number, limits: ArchiveLimits): boolean {
    if (this.#held === 0) return false;
    const isOld = now - this.#firstAt >= limits.ageMs || hourOf(now) !== hourOf(this.#firstAt);
    return isOld || this.isCrowded(limits) || this.files.some(({ file }) => file.size >= limits.fileBytes);
  }

  /** Whether its files, or what their ends will say, are too many to hold. */
  isCrowded({ openFiles }: Pick<ArchiveLimits, "openFiles">): boolean {
    if (this.#files.size + this.#quarantined.size > openFiles) return true;
    return this.files.reduce((sum, { file }) => sum + file.groups, 0) > MOST_GROUPS;
  }

  /** What is held is in a commit now. */
  async committed(): Promise<void> {
    this.#start = this.#next;
    await this.discard();
  }

  /** Removes the files from this machine. */
  async discard(): Promise<void> {
    for (const { file } of this.files) await file.discard();
    this.#files.clear();
    this.#quarantined.clear();
    this.#held = 0;
  }

  #open(hour: number, quarantined: boolean, offset: number): OpenFile {
    const files = quarantined ? this.#quarantined : this.#files;
    const known = files.get(hour);
    if (known !== undefined) return known;
    const { source, rows, spool } = this.#parts;
    const name = `${source.topic}-${source.partition}-${this.#start}-${quarantined ? "q" : "e"}${hour}`;
    const path = join(spool, `${name}.parquet`);
    const topic = quarantined ? quarantineTopic(source.topic) : source.topic;
    const opened: OpenFile = {
      key: dataKey({ ...source, topic }, this.#start, hour),
      hour,
      quarantined,
      file: quarantined ? new ParquetFile(quarantineShape, path) : new ParquetFile(rows.shape, path),
      checksum: 0,
      minOffset: offset,
      maxOffset: offset,
    };
    files.set(hour, opened);
    return opened;
  }
}

/** How a commit names a finished file of this length. */
export function describeFile(open: OpenFile, bytes: number): CommittedFile {
  return {
    key: open.key,
    hour: new Date(open.hour).toISOString(),
    rows: open.file.rows,
    bytes,
    checksum: open.checksum,
    min_offset: open.minOffset,
    max_offset: open.maxOffset,
  };
}
