import { availableParallelism } from "node:os";
import type { ArchivedTopic } from "#lib/archive/topics.ts";
import type { Watermarks } from "#lib/pipeline/watermark.ts";
import { type ArchiveDeps, archiveTopic } from "./archive-topic.ts";
import type { HolderSettings } from "./holder.ts";
import { sharedHolder } from "./shared-holder.ts";
import { openSpool } from "./spool.ts";
import { HolderThread } from "./thread-holder.ts";

/** One reads while two judge and write: more of them would wait for the one. */
const THREADS = Math.min(2, availableParallelism());

type Deps = Omit<ArchiveDeps, "holder" | "watermarks">;

/** Copies topics to the archive until the signal, with threads of their own that judge records and write files. */
export async function archiveTopics(
  deps: Deps,
  settings: Omit<HolderSettings, "incarnation">,
  topics: readonly { topic: ArchivedTopic; watermarks: Watermarks }[],
  signal: AbortSignal,
): Promise<void> {
  const spool = await openSpool(settings.spool, deps.clock);
  const { incarnation } = deps.stream;
  const limits = { ...settings.limits, waitingBytes: settings.limits.waitingBytes / THREADS };
  const given = { ...settings, limits, incarnation, spool: spool.path };
  const threads = Array.from({ length: THREADS }, () => new HolderThread(given));
  const failed = new AbortController();
  const archiving = topics.map(async ({ topic, watermarks }) => {
    const holder = sharedHolder(threads.map((thread) => thread.holder(topic)));
    const leave = AbortSignal.any([signal, failed.signal]);
    await archiveTopic({ ...deps, watermarks, holder }, topic, leave).finally(() => failed.abort());
  });
  try {
    // The other topic's commits are made, and its partitions given back, whatever became of the first.
    await Promise.allSettled(archiving);
    await Promise.all(archiving);
  } finally {
    await Promise.all(threads.map((thread) => thread.close()));
    await spool.close();
  }
}
