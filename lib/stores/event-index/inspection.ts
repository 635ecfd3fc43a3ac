/** As Elasticsearch has it: yellow lacks replicas, red lacks events. */
export type IndexStatus = "green" | "yellow" | "red";

/** One index, which holds an hour or a day. */
export interface IndexPart {
  name: string;
  /** [from, to) that it holds, milliseconds; null for a name that says none. */
  from: number | null;
  to: number | null;
  status: IndexStatus;
  /** By the store's own count, which may be some seconds old. */
  documents: number;
  /** Primary shards only. */
  bytes: number;
  /** Primary shards. */
  shards: number;
  /** Copies of each, beside it. */
  replicas: number;
  /** Shards and copies that are on no node. */
  unassigned: number;
}

/** What a node does with a disk that full: takes no new shards, sends its shards away, refuses writes. */
export const WATERMARKS = ["low", "high", "flood"] as const;
export type Watermark = (typeof WATERMARKS)[number];

export interface IndexNode {
  name: string;
  /** null where it cannot be known. */
  disk: {
    usedBytes: number;
    totalBytes: number;
    /** Used bytes from which on the watermark is reached. */
    watermarks: Record<Watermark, number>;
  } | null;
}

export interface IndexState {
  status: IndexStatus;
  /** Oldest first. */
  parts: IndexPart[];
  /** By name. */
  nodes: IndexNode[];
}

/** What operators want to know of an index, beside reading and writing it. */
export interface IndexInspector {
  /** Throws `IndexUnavailable`; `SetupError` when the store refuses to tell. */
  inspect(): Promise<IndexState>;
}

/** The highest watermark that a node has reached; null below all, or when its disk is unknown. */
export function reachedWatermark({ disk }: IndexNode): Watermark | null {
  if (disk === null) return null;
  return WATERMARKS.findLast((watermark) => disk.usedBytes >= disk.watermarks[watermark]) ?? null;
}
