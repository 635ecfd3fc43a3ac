import type { Person } from "../../channels/access.ts";

/** What a person's token reaches: their own Channels. What staff may see beyond them does not leave the house. */
export function ownReach(person: Person): Person {
  return { ...person, staff: null };
}
