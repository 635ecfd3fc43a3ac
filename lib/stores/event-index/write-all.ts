import type { EventDocument } from "../../events/document.ts";
import type { WriteBatch, WriteOutcome } from "./port.ts";

/** What `EventIndexWriter.write` is, whatever the store. */
export function writeAll(batch: WriteBatch, documents: readonly EventDocument[]): Promise<WriteOutcome[]> {
  for (const document of documents) batch.add(document);
  return batch.write();
}
