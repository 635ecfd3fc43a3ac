import type { DemoRecipe } from "../population/types.ts";
import type { CallOrder, CallResult } from "../recipe-run.ts";

/** One request of a run, and whose run it is. */
export interface PartnerCall extends Omit<CallOrder, "waitMs"> {
  recipe: DemoRecipe;
  runId: string;
  worker: string;
}

/** Makes the request and never rejects: a failure is a result. */
export type CallPartner = (call: PartnerCall) => Promise<CallResult>;
