import type { Client } from "@elastic/elasticsearch";
import { z } from "zod";
import type { Clock } from "../../../clock.ts";
import type { Schedule } from "./names.ts";

/**
 * How long writers and readers go by what they have read. A change has to lie further ahead than this and what events
 * may be ahead of the clock, or two writers would put one event into two indices.
 */
const FRESH_MS = 30_000;

const layout = z.object({
  schedule: z.array(z.object({ from: z.number().int(), period: z.enum(["hour", "day"]) })),
  shards: z.number().int().min(1),
  replicas: z.number().int().min(0),
});

/** How indices are made, and from when on; kept in a component template that only `npm run plan -- --apply` changes. */
export type Layout = z.infer<typeof layout>;

export const DEFAULT_LAYOUT: Layout = { schedule: [], shards: 1, replicas: 1 };

export const layoutTemplate = (prefix: string) => `${prefix}-layout`;

export async function readLayout(client: Client, prefix: string): Promise<Layout> {
  const name = layoutTemplate(prefix);
  const { component_templates } = await client.cluster.getComponentTemplate({ name });
  return layout.parse(component_templates[0]?.component_template._meta);
}

/** As `readLayout`; the default where no process has opened the index yet. */
export async function findLayout(client: Client, prefix: string): Promise<Layout> {
  const exists = await client.cluster.existsComponentTemplate({ name: layoutTemplate(prefix) });
  return exists ? readLayout(client, prefix) : DEFAULT_LAYOUT;
}

/** With `create`, leaves a layout that is there already as it is. */
export async function putLayout(
  client: Client,
  prefix: string,
  { schedule, shards, replicas }: Layout,
  { create }: { create: boolean },
): Promise<void> {
  const name = layoutTemplate(prefix);
  if (create && (await client.cluster.existsComponentTemplate({ name }))) return;
  try {
    await client.cluster.putComponentTemplate({
      name,
      create,
      template: {
        // As many copies as there are nodes for.
        settings: { number_of_shards: shards, auto_expand_replicas: `0-${replicas}` },
      },
      _meta: { schedule, shards, replicas },
    });
  } catch (error) {
    // Another process was faster.
    if (!create || !(await client.cluster.existsComponentTemplate({ name }))) throw error;
  }
}

/** Reads the schedule; what it answers is at most `FRESH_MS` old, `known` as old as the last answer. */
export function createScheduleReader(client: Client, prefix: string, clock: Clock) {
  let read: { schedule: Schedule; at: number } | null = null;
  let reading: Promise<Schedule> | null = null;

  const readNow = async () => {
    const at = clock.now();
    const { schedule } = await readLayout(client, prefix);
    read = { schedule, at };
    return schedule;
  };

  return {
    known: (): Schedule => read?.schedule ?? DEFAULT_LAYOUT.schedule,
    current: async (): Promise<Schedule> => {
      if (read !== null && Math.abs(clock.now() - read.at) < FRESH_MS) return read.schedule;
      reading ??= readNow().finally(() => {
        reading = null;
      });
      return reading;
    },
  };
}
