import type { Pool } from "pg";
import { borrow } from "../../../database/borrow.ts";
import { type CopiedRow, copiedRows, copyOut } from "../../../database/copy-rows.ts";
import type { StreamRecord, Topic } from "../port.ts";
import { asStreamError, isMissingTable } from "./errors.ts";
import { type SegmentRange, segmentsOf, segmentTable } from "./segment.ts";

interface PageLimits {
  maxRecords: number;
  maxBytes: number;
  /** Only records appended in [from, to), milliseconds since 1970. */
  appended?: { from: number; to: number };
}

/** Reads one partition page by page over its segments; what a page holds counts as read after `advance`. */
export class PartitionReader {
  readonly #pool: Pool;
  readonly #topic: Topic;
  readonly #partition: number;
  #segment: SegmentRange | null = null;
  /** The next offset to read. */
  position: number;

  constructor(pool: Pool, topic: Topic, partition: number, position: number) {
    this.#pool = pool;
    this.#topic = topic;
    this.#partition = partition;
    this.position = position;
  }

  /**
   * The next records in order, at least one if there is one (even above `maxBytes`); empty at the end. What was
   * forgotten before it was read is skipped.
   */
  async page(limits: PageLimits): Promise<StreamRecord[]> {
    for (;;) {
      const segment = this.#segment ?? (await this.#locate(limits));
      if (segment === null) return [];
      const records = await this.#read(segment, limits);
      if (records.length > 0) return records;
      const found = await this.#locate(limits);
      if (found === null || (found.segment === segment.segment && found.next === null)) return [];
      // Only a segment that was already closed when it gave nothing has nothing; else it is read once more.
      if (found.segment === segment.segment && segment.next !== null) this.position = segment.next;
      this.#segment = found.next === this.position ? null : found;
    }
  }

  /** Goes on after a page that was used. */
  advance(page: StreamRecord[]): void {
    const last = page.at(-1);
    if (last !== undefined) this.position = last.offset + 1;
  }

  /** The segment that holds `position`, or else the first after it. */
  async #locate({ appended }: PageLimits): Promise<SegmentRange | null> {
    const segments = await segmentsOf(this.#pool, this.#topic, this.#partition);
    const found = segments.find((segment, index) => {
      const following = segments[index + 1];
      if (segment.next === null || following === undefined) return true;
      return segment.next > this.position && following.openedAt >= (appended?.from ?? 0);
    });
    this.#segment = found ?? null;
    if (found !== undefined) this.position = Math.max(this.position, found.first);
    return this.#segment;
  }

  async #read(
    { segment }: SegmentRange,
    { maxRecords, maxBytes, appended }: PageLimits,
  ): Promise<StreamRecord[]> {
    const within = appended ? `and appended_at >= ${appended.from} and appended_at < ${appended.to}` : "";
    const page = `
      select "offset", appended_at, key, value, headers
        from (select *, sum(coalesce(octet_length(value), 0)) over (order by "offset" rows between unbounded
                            preceding and 1 preceding) as before
                from (select * from ${segmentTable(segment)}
                       where "offset" >= ${this.position} ${within} order by "offset" limit ${maxRecords}) page) sized
       where before is null or before < ${maxBytes} order by "offset"`;
    try {
      const bytes = await borrow(this.#pool, (client) => copyOut(client, page));
      return copiedRows(bytes, (row) => this.#record(row));
    } catch (error) {
      if (isMissingTable(error)) return [];
      throw asStreamError(error);
    }
  }

  #record(row: CopiedRow): StreamRecord {
    const record: StreamRecord = {
      topic: this.#topic,
      partition: this.#partition,
      offset: row.number(0),
      appendedAt: row.number(1),
      key: row.text(2),
      value: row.bytes(3),
    };
    const headers = row.text(4);
    if (headers !== null) record.headers = JSON.parse(headers);
    return record;
  }
}
