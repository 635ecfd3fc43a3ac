import type { FormAction } from "#lib/http/form-result.ts";

/** What the viewer may do with saved views. */
export interface ViewActions {
  keep: FormAction<null>;
  drop: FormAction<null>;
  /** Whether they may keep views at all. */
  mayKeep: boolean;
  /** Whether they may keep views for everybody on the Channel. */
  mayShare: boolean;
}
