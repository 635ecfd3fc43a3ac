import type { CommittedFile } from "#lib/archive/commit.ts";
import type { ParquetFile } from "#lib/archive/parquet-file.ts";
import { type ArchivedTopic, rowsOf } from "#lib/archive/topics.ts";
import { pseudonymizer } from "#lib/events/pseudonym.ts";
import type { StreamRecord } from "#lib/stores/event-stream/port.ts";
import { type ArchiveLimits, describeFile, OpenPartition } from "./open-partition.ts";

export interface HolderSettings {
  /** The stream's. */
  incarnation: string;
  retentionMs: number;
  pseudonymKey: string;
  limits: ArchiveLimits;
  /** A folder on this machine. */
  spool: string;
}

export interface FinishedFile {
  path: string;
  quarantined: boolean;
  file: CommittedFile;
}

/** What a commit will say: records from `start` up to, not including, `end`. */
export interface Finished {
  start: number;
  end: number;
  records: number;
  files: FinishedFile[];
  /** Of the last record, milliseconds since 1970. */
  reached: { appendedAt: number; readAt: number };
}

/**
 * What is held of a topic's partitions until it becomes commits. Calls are answered one after the other, in order. Once
 * records could not be taken or files not be finished, every such call is refused: what is held may have a hole.
 */
export interface Holder {
  /** `start`: where the last commit ended, null: there is none. */
  begin(partition: number, start: number | null): Promise<void>;
  /**
   * Judges records of partitions that were begun and holds them. `now` is the worker's clock. Answers whether one of these
   * has so many files by now that it has to become a commit before more is taken.
   */
  take(records: Iterable<StreamRecord>, now: number): Promise<boolean>;
  /** Partitions whose records have to become a commit by now; null: all that hold any. */
  due(now: number | null): Promise<number[]>;
  /** Completes a partition's files. Nothing more of it is taken until `committed`. */
  finish(partition: number): Promise<Finished>;
  /** What was finished is in a commit, and its files may go. */
  committed(partition: number): Promise<void>;
  /** Holds nothing of the partition any more. */
  forget(partition: number): Promise<void>;
}

/** Holds them in this thread. */
export function holdPartitions(
  topic: ArchivedTopic,
  { incarnation, pseudonymKey, retentionMs, limits, spool }: HolderSettings,
): Holder {
  const pseudonymize = pseudonymizer(pseudonymKey);
  const rows = rowsOf(topic, { incarnation, retentionMs, pseudonymize });
  const partitions = new Map<number, OpenPartition>();

  const begun = (partition: number) => {
    const open = partitions.get(partition);
    if (open === undefined) throw new Error(`Nothing was begun of partition ${partition}.`);
    return open;
  };

  /** Row groups are written as they are full; and the largest before, when too much waits in all. */
  const makeRoom = async () => {
    const waiting = [...partitions.values()]
      .flatMap(({ files }) => files.map(({ file }) => ({ file, ...file.waiting })))
      .sort((left, right) => right.bytes - left.bytes);
    let total = waiting.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { file, rows: count, bytes } of waiting) {
      if (total < limits.waitingBytes && count < limits.waitingRows) continue;
      await (file as ParquetFile<unknown>).flush();
      total -= bytes;
    }
  };

  let broken: unknown = null;
  /** What failed midway may have lost a record or half of a row: nothing of it becomes a commit. */
  const wholly = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (broken !== null) throw broken;
    try {
      return await work();
    } catch (error) {
      broken = error;
      throw error;
    }
  };

  return {
    async begin(partition, start) {
      const source = { topic, incarnation, partition };
      partitions.set(partition, new OpenPartition({ source, rows, pseudonymize, retentionMs, spool }, start));
    },
    take: (records, now) =>
      wholly(async () => {
        const touched = new Set<OpenPartition>();
        for (const record of records) {
          const open = begun(record.partition);
          open.add(record, now);
          touched.add(open);
        }
        await makeRoom();
        return [...touched].some((open) => open.isCrowded(limits));
      }),
    async due(now) {
      const isDue = (open: OpenPartition) => (now === null ? open.held > 0 : open.isDue(now, limits));
      return [...partitions].filter(([, open]) => isDue(open)).map(([partition]) => partition);
    },
    finish: (partition) =>
      wholly(async () => {
        const open = begun(partition);
        const files: FinishedFile[] = [];
        for (const held of open.files) {
          const bytes = await held.file.finish();
          const file = describeFile(held, bytes);
          files.push({ path: held.file.path, quarantined: held.quarantined, file });
        }
        return { start: open.start, end: open.next, records: open.held, files, reached: open.reached };
      }),
    async committed(partition) {
      await begun(partition).committed();
    },
    async forget(partition) {
      await partitions.get(partition)?.discard();
      partitions.delete(partition);
    },
  };
}
