import type { MemberDeps } from "../../members/deps.ts";
import type { DestinationDeps, DestinationWriter } from "../destinations/check-addresses.ts";

/** What verbs that make destinations work on. */
export interface RecipeDeps extends MemberDeps {
  destinations: DestinationDeps;
}

/** The same within a transaction. */
export interface RecipeWriter extends Pick<RecipeDeps, "clock"> {
  destinations: DestinationWriter;
}
