import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommittedFile, writeCommit } from "#lib/archive/commit.ts";
import { dataKey, hourOf } from "#lib/archive/names.ts";
import { ParquetFile } from "#lib/archive/parquet-file.ts";
import type { Archived } from "#lib/archive/position.ts";
import type { Shape } from "#lib/archive/shape.ts";
import { type ArchivedTopic, shapeOf } from "#lib/archive/topics.ts";
import type { EventDocument } from "#lib/events/document.ts";
import type { InteractionDocument } from "#lib/interactions/event.ts";
import type { Archive } from "#lib/stores/archive/port.ts";

interface Events {
  "api-requests": EventDocument;
  interactions: InteractionDocument;
}

let sent = 0;

/** Connects a user with a Channel, unless told otherwise. */
export function anInteraction(overrides: Partial<InteractionDocument> = {}): InteractionDocument {
  sent += 1;
  return {
    id: `interaction-${sent}`,
    timestamp: Date.UTC(2026, 2, 1, 12),
    user_id: "u_aaaaaaaaaaaaaaaa",
    type: "channel_connected",
    channel: "acme-chat",
    recipe_id: undefined,
    platform: "web",
    country: "PT",
    properties: undefined,
    checksum: sent,
    ...overrides,
  };
}

/** Writes events as the archive does: a file per hour, and one commit. Events of a partition go on where it ended. */
export class ArchiveWriter<Topic extends ArchivedTopic> {
  readonly #archive: Archive;
  readonly #topic: Topic;
  readonly #incarnation: string;
  readonly #now: () => number;
  #end = 0;

  constructor(
    archive: Archive,
    topic: Topic,
    { incarnation = "test", now = Date.now }: { incarnation?: string; now?: () => number } = {},
  ) {
    this.#archive = archive;
    this.#topic = topic;
    this.#incarnation = incarnation;
    this.#now = now;
  }

  async write(events: readonly Events[Topic][]): Promise<void> {
    const source = { topic: this.#topic, incarnation: this.#incarnation, partition: 0 };
    const start = this.#end;
    const files: CommittedFile[] = [];
    const numbered = events.map((event, place) => ({ event, offset: start + place }));
    for (const [hour, rows] of Map.groupBy(numbered, ({ event }) => hourOf(event.timestamp))) {
      const parquet = new ParquetFile(
        shapeOf(this.#topic) as Shape<Archived<Events[Topic]>>,
        join(tmpdir(), `channelscope-${randomUUID()}.parquet`),
      );
      for (const { event, offset } of rows)
        parquet.add({ event, record: { partition: 0, offset, appendedAt: event.timestamp } });
      const bytes = await parquet.finish();
      const key = dataKey(source, start, hour);
      await this.#archive.putFile(key, parquet.path);
      await rm(parquet.path);
      const offsets = rows.map(({ offset }) => offset);
      files.push({
        key,
        hour: new Date(hour).toISOString(),
        rows: rows.length,
        bytes,
        checksum: rows.reduce((sum, { event }) => sum + event.checksum, 0),
        min_offset: Math.min(...offsets),
        max_offset: Math.max(...offsets),
      });
    }
    this.#end += events.length;
    const at = new Date(this.#now()).toISOString();
    const commit = { version: 1 as const, ...source, start, end: this.#end, at, files, quarantined: [] };
    await writeCommit(this.#archive, commit);
  }
}
