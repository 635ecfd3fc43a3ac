import type { Client } from "@elastic/elasticsearch";
import { errors } from "@elastic/elasticsearch";
import type { Hour } from "../port.ts";
import type { EventIndexRebuilder, Rebuild } from "../rebuild.ts";
import { buildsOf } from "./builds.ts";
import { reaching } from "./client.ts";
import { compareIndices } from "./compare.ts";
import { hoursBeside, nameOf, periodOf, type Schedule } from "./names.ts";
import { createBatches } from "./write.ts";

/** The build's index is written through an alias of its own; no template matches it, so nothing reads it. */
const stagingPrefix = (prefix: string) => `rebuild-${prefix}`;

export function createRebuilder(
  client: Client,
  prefix: string,
  schedule: () => Promise<Schedule>,
): EventIndexRebuilder {
  return {
    begin: (hour) => reaching(async () => begin(client, prefix, await schedule(), hour)),
    close: () => client.close(),
  };
}

async function begin(client: Client, prefix: string, schedule: Schedule, hour: Hour): Promise<Rebuild> {
  const period = periodOf(schedule, hour);
  const name = nameOf(prefix, hour, period);
  const staging = nameOf(stagingPrefix(prefix), hour, period);
  const ofThatPeriod: Schedule = [{ from: 0, period }];
  const { current, leftovers, next } = await buildsOf(client, name);
  if (current !== null) await blockWrites(client, current, false);
  if (leftovers.length > 0) await client.indices.delete({ index: leftovers, ignore_unavailable: true });
  await client.indices.create({ index: next, aliases: { [staging]: {} } });
  // The template has put it where readers look; it is empty yet.
  await client.indices.deleteAlias({ index: next, name: prefix });
  let held: string | null = null;
  let done = false;

  return {
    hours: hoursBeside(schedule, hour),

    batch: createBatches(client, stagingPrefix(prefix), {
      known: () => ofThatPeriod,
      current: async () => ofThatPeriod,
    }),

    hold: () =>
      reaching(async () => {
        held = await existing(client, name);
        await blockWrites(client, held, true);
      }),

    compare: () => reaching(async () => compareIndices(client, held ?? (await existing(client, name)), next)),

    swap: () =>
      reaching(async () => {
        if (held === null) throw new Error(`${name} is not held`);
        await client.indices.refresh({ index: next });
        // One change of the cluster's state: nobody sees both, or none.
        await client.indices.updateAliases({
          actions: [
            { remove_index: { index: held } },
            { remove: { index: next, alias: staging } },
            { add: { index: next, alias: prefix } },
            { add: { index: next, alias: name } },
          ],
        });
        done = true;
      }),

    discard: () =>
      reaching(async () => {
        if (done) return;
        done = true;
        if (held !== null) await blockWrites(client, held, false);
        await client.indices.delete({ index: next, ignore_unavailable: true });
      }),
  };
}

/** The index behind the name, made if there is none: what cannot be held could come into being meanwhile. */
async function existing(client: Client, name: string): Promise<string> {
  const { current } = await buildsOf(client, name);
  if (current !== null) return current;
  try {
    await client.indices.create({ index: name });
  } catch (error) {
    const there = error instanceof errors.ResponseError && error.statusCode === 400;
    if (!there) throw error;
  }
  return name;
}

/** Adding resolves once no write is under way any more. */
async function blockWrites(client: Client, index: string, on: boolean): Promise<void> {
  if (on) await client.indices.addBlock({ index, block: "write" });
  else await client.indices.putSettings({ index, settings: { index: { blocks: { write: false } } } });
}
