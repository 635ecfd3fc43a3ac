import type { Fault, Outcome } from "../../../events/document.ts";
import { binSql } from "../../../sketches/durations.ts";

/**
 * Requests that agree in what they are grouped by, packed: eight bytes each, slot (18 bits), duration bin (12), whether
 * there is a user (1) and the hash of that user (32). A slot is a short stretch of time, counted from `base`.
 */
export interface Cell {
  base: number;
  outcome: Outcome;
  failed: boolean;
  fault: Fault | null;
  group: string | null;
  count: number;
  /** null where nothing but the count is asked for. */
  requests: Buffer | null;
  /** Of failures with a Recipe, eight bytes each: slot, hash of the Recipe. */
  recipes: Buffer | null;
}

const USER = `case when user_id is null then 0
  else (1::bigint << 32) | (hashtext(user_id)::bigint & 4294967295) end`;

/** The two packed columns, given SQL for the slot of a row. */
export function packedSql(slot: string): string {
  return `string_agg(int8send(((${slot}) << 45) | ((${binSql("duration_ms")}) << 33) | (${USER})), '') as requests,
    string_agg(int8send(((${slot}) << 32) | (hashtext(recipe_id)::bigint & 4294967295)), '')
      filter (where failed and recipe_id is not null) as recipes`;
}
