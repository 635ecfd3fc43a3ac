import type { Client } from "@elastic/elasticsearch";

/** An hour or day is first an index of its own name; rebuilt it is `…-rN` with that name as an alias. */
export interface Builds {
  /** The index that readers and writers reach by that name; null: there is none. */
  current: string | null;
  /** What attempts that did not come to their end left behind. */
  leftovers: string[];
  /** A name that no build has. */
  next: string;
}

export async function buildsOf(client: Client, name: string): Promise<Builds> {
  // Not `name*`: a day's name begins those of its hours.
  const found = Object.entries(
    await client.indices.getAlias({ index: [name, `${name}-r*`], ignore_unavailable: true }),
  );
  const current = found.find(([index, { aliases }]) => index === name || name in aliases)?.[0] ?? null;
  const numbers = found.map(([index]) => Number(/-r(\d+)$/.exec(index)?.[1] ?? 0));
  return {
    current,
    leftovers: found.map(([index]) => index).filter((index) => index !== current),
    next: `${name}-r${Math.max(0, ...numbers) + 1}`,
  };
}
