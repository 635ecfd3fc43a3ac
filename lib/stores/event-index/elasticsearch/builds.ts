import type { Client } from "@elastic/elasticsearch";
import type { Hour } from "../port.ts";
import { nameOf } from "./names.ts";

/** Hours are first indices of their own name; rebuilt ones are `…-rN` with that name as an alias. */
export interface Builds {
  /** The index that readers and writers of the hour reach by its name; null: there is none. */
  current: string | null;
  /** What attempts that did not come to their end left behind. */
  leftovers: string[];
  /** A name that no build of the hour has. */
  next: string;
}

export async function buildsOf(client: Client, prefix: string, hour: Hour): Promise<Builds> {
  const name = nameOf(prefix, hour, "hour");
  const found = Object.entries(await client.indices.getAlias({ index: `${name}*` }));
  const current = found.find(([index, { aliases }]) => index === name || name in aliases)?.[0] ?? null;
  const numbers = found.map(([index]) => Number(/-r(\d+)$/.exec(index)?.[1] ?? 0));
  return {
    current,
    leftovers: found.map(([index]) => index).filter((index) => index !== current),
    next: `${name}-r${Math.max(0, ...numbers) + 1}`,
  };
}
