import type { Receipt } from "../channels/views.ts";
import type { DeadLetterDay } from "../dead-letters/views.ts";
import type { IndexNode, IndexStatus, Watermark } from "../stores/event-index/inspection.ts";
import type { VerificationView } from "../verification/views.ts";
import type { Flow } from "./flow.ts";

/** Something to act on, in one sentence; `link` is where. */
export interface PipelineWarning {
  severity: "info" | "warning" | "danger";
  sentence: string;
  link?: string;
}

export interface LagRow {
  topic: string;
  group: string;
  partition: number;
  /** Records. */
  lag: number;
  /** Age of what is known to be complete, milliseconds; null where nobody tells. */
  behindMs: number | null;
}

export interface StreamView {
  partitions: number;
  replicas: number;
  underReplicated: { topic: string; partition: number; replicas: number; inSync: number }[];
  /** null where the store does not tell. */
  bytes: number | null;
  lag: LagRow[];
  /** Dead letters that are kept. */
  deadLetters: number;
}

interface IndexPartView {
  from: number;
  documents: number;
  bytes: number;
  shards: number;
  status: IndexStatus;
}

export interface IndexView {
  status: IndexStatus;
  hours: number;
  documents: number;
  bytes: number;
  unassigned: number;
  largestShardBytes: number;
  /** The last day's hours that exist, oldest first. */
  recent: IndexPartView[];
  nodes: (IndexNode & { reached: Watermark | null })[];
}

export interface WorkerView {
  id: string;
  roles: readonly string[];
  startedAt: number;
  beatAt: number;
  alive: boolean;
  /** Events handled per second; null when unknown. */
  perSecond: number | null;
  rssBytes: number | null;
}

/** One of the platform's own workers, over all Channels. */
export interface PlatformWorkerView {
  worker: string;
  requests: number;
  failures: number;
  /** Milliseconds. */
  p95: number | null;
  /** Fails or is slow far more than the others. */
  unequal: { failures: boolean; p95: boolean };
}

/** What the warehouse has; its figures are no better than what was loaded. */
export interface WarehouseState {
  /** The last UTC day that is over and was loaded of every topic, `YYYY-MM-DD`; null: none. */
  loadedTo: string | null;
  /** Jobs of which a day's last run, begun within a day, failed. */
  failing: number;
}

/** All that the Pipeline page shows. A store that does not answer is null. */
export interface PipelineView {
  at: number;
  receipt: Receipt;
  stores: Record<"stream" | "index" | "archive" | "warehouse", string>;
  stream: StreamView | null;
  /** Today first, then the seven days before; empty while nothing could be counted. */
  deadLetters: DeadLetterDay[];
  index: IndexView | null;
  /** How new indices are made and what the load asks for, a sentence without its full stop. */
  plan: string;
  workers: WorkerView[];
  flow: Flow;
  warehouse: WarehouseState;
  /** Empty until something was verified. */
  verification: VerificationView;
  platform: { rangeMs: number; workers: PlatformWorkerView[] } | null;
  warnings: PipelineWarning[];
}
