import type { MemberDeps } from "../../members/deps.ts";
import type { DestinationDeps } from "../destinations/ensure.ts";

/** What verbs that make destinations work on. */
export interface RecipeDeps extends MemberDeps {
  destinations: DestinationDeps;
}
