import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { ArchivedTopic } from "#lib/archive/topics.ts";
import type { Watermarks } from "#lib/pipeline/watermark.ts";
import { type ArchiveDeps, archiveTopic } from "./archive-topic.ts";
import type { HolderSettings } from "./holder.ts";
import { sharedHolder } from "./shared-holder.ts";
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
  await mkdir(settings.spool, { recursive: true });
  const spool = await mkdtemp(join(settings.spool, "archiver-"));
  const { incarnation } = deps.stream;
  const limits = { ...settings.limits, waitingBytes: settings.limits.waitingBytes / THREADS };
  const threads = Array.from(
    { length: THREADS },
    () => new HolderThread({ ...settings, limits, incarnation, spool }),
  );
  try {
    await Promise.all(
      topics.map(({ topic, watermarks }) => {
        const holder = sharedHolder(threads.map((thread) => thread.holder(topic)));
        return archiveTopic({ ...deps, watermarks, holder }, topic, signal);
      }),
    );
  } finally {
    await Promise.all(threads.map((thread) => thread.close()));
    await rm(spool, { recursive: true, force: true });
  }
}
