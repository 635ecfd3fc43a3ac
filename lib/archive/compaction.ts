import { z } from "zod";
import type { Archive } from "../stores/archive/port.ts";
import { archivedFile } from "./commit.ts";
import { compactionFolder, compactionKey } from "./names.ts";

/** Says that one file now stands for several of its hour. */
const compaction = z.object({
  version: z.literal(1),
  topic: z.string(),
  at: z.iso.datetime(),
  replaces: z.array(z.string()).min(2),
  file: archivedFile,
});
export type Compaction = z.output<typeof compaction>;

/** Those of an hour, in the order in which they were made. */
export async function compactionsOf(archive: Archive, topic: string, hour: number): Promise<Compaction[]> {
  const found: Compaction[] = [];
  for await (const { key } of archive.list(compactionFolder(topic, hour)))
    found.push(compaction.parse(JSON.parse(String(await archive.read(key)))));
  return found;
}

/** Makes it the truth as the hour's compaction of this number, unless another was first: answers whether it is. */
export async function writeCompaction(
  archive: Archive,
  written: Compaction,
  number: number,
): Promise<boolean> {
  const key = compactionKey(written.topic, Date.parse(written.file.hour), number);
  const body = Buffer.from(JSON.stringify(written));
  if (await archive.create(key, body)) return true;
  return (await archive.read(key))?.equals(body) ?? false;
}
