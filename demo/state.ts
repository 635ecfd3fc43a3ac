import { z } from "zod";
import type { Prisma } from "#prisma/client/client.ts";

const instant = z.number().int().positive();

/** What the demo remembers between starts, by name. Instants in milliseconds since 1970. */
const STATES = {
  /** Present once everything of the catalogue is registered: the instant at which the demo began. */
  seed: z.object({ at: instant }),
  /** [from, to) is to be told; [next, to) already is. */
  history: z.object({ from: instant, to: instant, next: instant, incidents: z.boolean() }),
  /** The runner's traffic is complete until then. */
  live: z.object({ until: instant }),
  /** Present once the archive has the weeks before the demo began. */
  past: z.object({ at: instant }),
  /** What people did is told, and written down, until then. */
  life: z.object({ until: instant }),
  /** Times the ordinary rate. */
  rate: z.object({ multiplier: z.number().positive().max(10_000) }),
} as const;

type Store = Pick<Prisma.TransactionClient, "demoState">;
type Name = keyof typeof STATES;
export type DemoStateOf<N extends Name> = z.infer<(typeof STATES)[N]>;

/** null when it was never written, or by a version whose words are not understood any more. */
export async function readState<N extends Name>(database: Store, name: N): Promise<DemoStateOf<N> | null> {
  const row = await database.demoState.findUnique({ where: { name } });
  const parsed = STATES[name].safeParse(row?.value);
  return parsed.success ? (parsed.data as DemoStateOf<N>) : null;
}

/** When the demo began. Throws when it did not. */
export async function startOf(database: Store): Promise<number> {
  const seed = await readState(database, "seed");
  if (seed === null) throw new Error("The demo is not registered yet.");
  return seed.at;
}

export async function writeState<N extends Name>(
  database: Store,
  name: N,
  value: DemoStateOf<N>,
): Promise<void> {
  await database.demoState.upsert({ where: { name }, create: { name, value }, update: { value } });
}
