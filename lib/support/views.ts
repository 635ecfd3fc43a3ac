import type { Outcome } from "../events/document.ts";
import type { RequestKind } from "../events/kinds.ts";
import type { Verdict } from "../events/views.ts";
import type { ConnectionThen, RecipeHistory, RecipeThen } from "./history.ts";
import type { Lives } from "./silence.ts";

/** A user of the platform, as support may know them. `id` and what follows is null for one who is only in events. */
export interface UserView {
  pseudonym: string;
  id: string | null;
  name: string | null;
  email: string | null;
  /** Milliseconds. */
  createdAt: number | null;
}

interface RecipeEndView {
  channel: string;
  channelName: string;
  endpoint: string;
}

/** A Recipe as the application database has it. */
export interface RecipeView {
  id: string;
  title: string;
  user: { pseudonym: string; name: string | null };
  trigger: RecipeEndView;
  action: RecipeEndView;
  history: RecipeHistory;
  connections: Lives["connections"];
}

export interface RunRequest {
  id: string;
  /** Milliseconds. */
  at: number;
  channel: string;
  kind: RequestKind | null;
  endpoint: string | null;
  outcome: Outcome;
  /** Status or error type as a short label; null for a success. */
  label: string | null;
  durationMs: number;
}

/** One run of a Recipe with what is known of that time. */
export interface RunView {
  id: string;
  startedAt: number;
  recipe: { id: string; title: string | null } | null;
  requests: RunRequest[];
  /** The request that failed, and who has to act; null for a run that succeeded. */
  failure: { request: RunRequest; verdict: Verdict } | null;
  /** Of its Recipe when it began. */
  recipeThen: RecipeThen;
  connectionsThen: { channel: string; was: ConnectionThen }[];
}

export interface RunsView {
  runs: RunView[];
  /** Ends the range that shows older ones; null when these are all. */
  olderThan: number | null;
}
