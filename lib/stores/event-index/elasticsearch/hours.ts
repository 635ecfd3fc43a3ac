import type { Client } from "@elastic/elasticsearch";
import { HOUR_MS, hourOf, hourOfParts, hourParts } from "../hour.ts";
import type { Hour } from "../port.ts";

/** More hours than this are not named one by one: the alias stands for all there are. */
const MOST_NAMED = 2_000;

export function indexOf(prefix: string, hour: Hour): string {
  return `${prefix}-${hourParts(hour).join(".")}`;
}

/** The indices a range [from, to) can have events in, whether they exist or not. */
export function indicesOf(prefix: string, { from, to }: { from: number; to: number }): string[] {
  if ((to - from) / HOUR_MS > MOST_NAMED) return [prefix];
  const names: string[] = [];
  for (let hour = hourOf(from); hour < to; hour += HOUR_MS) names.push(indexOf(prefix, hour));
  return names;
}

/** The hour that an index's name says, of whichever build; null for another name. */
function hourOfName(prefix: string, name: string): Hour | null {
  const day = name.slice(prefix.length + 1).replace(/-r\d+$/, "");
  return hourOfParts(day.split("."));
}

/** Hours that exist, ascending. A build that readers do not see yet has not got their alias. */
export async function listHours(client: Client, prefix: string): Promise<Hour[]> {
  const found = await client.indices.getAlias({ index: `${prefix}-*` });
  return Object.entries(found)
    .filter(([, { aliases }]) => prefix in aliases)
    .flatMap(([name]) => hourOfName(prefix, name) ?? [])
    .sort((a, b) => a - b);
}

/** With all its builds: a rebuilt hour's own name is an alias, which cannot be deleted as an index can. */
export async function dropHour(client: Client, prefix: string, hour: Hour): Promise<void> {
  const found = await client.indices.getAlias({ index: `${indexOf(prefix, hour)}*` });
  const index = Object.keys(found);
  if (index.length > 0) await client.indices.delete({ index, ignore_unavailable: true });
}
