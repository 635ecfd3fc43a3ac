/** One action of a bulk request, and its document where it has one. */
export interface BulkItem {
  action: string;
  target: { _index?: string; _id?: string };
  lines: string[];
}

/** Takes a bulk request's body apart; `delete` alone has no document. */
export function readBulk(body: string): BulkItem[] {
  const lines = body.split("\n").filter((line) => line !== "");
  const items: BulkItem[] = [];
  for (let line = 0; line < lines.length; ) {
    const head = lines[line] ?? "";
    const [entry] = Object.entries(JSON.parse(head) as Record<string, BulkItem["target"]>);
    if (entry === undefined) throw new Error(`No bulk action: ${head}`);
    const [action, target] = entry;
    const length = action === "delete" ? 1 : 2;
    items.push({ action, target, lines: lines.slice(line, line + length) });
    line += length;
  }
  return items;
}

/** What Elasticsearch says of an item for which its write queue had no room. */
export function busyItem({ action, target }: BulkItem): object {
  return {
    [action]: {
      ...target,
      status: 429,
      error: {
        type: "es_rejected_execution_exception",
        reason:
          "rejected execution of coordinating operation [coordinating_and_primary_bytes=0, replica_bytes=0, all_bytes=0]",
      },
    },
  };
}
