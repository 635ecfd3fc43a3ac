import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { findJobs } from "#etl/find-jobs.ts";
import { sweep } from "#etl/sweep.ts";
import { ArchiveWriter, anInteraction } from "#etl/testing/archive-events.ts";
import { systemClock } from "#lib/clock.ts";
import { parseConfig } from "#lib/config.ts";
import { createDatabase } from "#lib/database/client.ts";
import { openInstallation } from "#lib/installation.ts";
import type { InteractionDocument } from "#lib/interactions/event.ts";
import { createLog } from "#lib/log.ts";
import { openArchive, openWarehouse } from "#lib/stores/open.ts";

const DAY = 86_400_000;
let seed = 7;
const random = () => { seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648; return seed / 2_147_483_648; };
const pick = <T,>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const config = parseConfig(process.env);
const installation = await openInstallation(config);
const database = createDatabase(installation.databaseUrl);
const archive = await openArchive(installation);
const warehouse = await openWarehouse(installation, async () => archive);
const spool = join(config.DATA_DIR, "spool-zz");
await mkdir(spool, { recursive: true });
const endpoints = await database.endpoint.findMany({ select: { channelSlug: true, kind: true, slug: true } });
const triggers = endpoints.filter(({ kind }) => kind === "trigger");
const actions = endpoints.filter(({ kind }) => kind === "action");
const mine = (list: typeof endpoints) => list.filter(({ channelSlug }) => channelSlug === "brightbulb");
const recipes = await database.recipe.findMany({ select: { id: true }, take: 300 });
const today = Math.floor(Date.now() / DAY) * DAY;
const events: InteractionDocument[] = [];
const countries = ["US","US","US","US","GB","GB","DE","DE","FR","PT","JP","BR","IN","AU","MT","IS"];
for (let person = 0; person < 900; person += 1) {
  const joined = Math.floor(random() * random() * 100);
  const user_id = `u_${String(person).padStart(16, "z")}`;
  const platform = pick(["web", "ios", "ios", "android"] as const);
  const country = pick(countries);
  const start = today - (100 - joined) * DAY;
  const t = random() < 0.5 ? pick(mine(triggers).length ? mine(triggers) : triggers) : pick(triggers);
  const a = random() < 0.7 && mine(actions).length ? pick(mine(actions)) : pick(actions);
  const recipe_id = recipes[person % recipes.length]?.id ?? `r_${person}`;
  const say = (type: InteractionDocument["type"], at: number, both = true) => {
    for (const [kind, end] of [["trigger", t], ["action", a]] as const)
      if (both || end === a)
        events.push(anInteraction({ id: `zz-${events.length}`, user_id, type, timestamp: Math.floor(at), channel: end.channelSlug, platform, country, checksum: 1, ...(type.startsWith("recipe") ? { recipe_id: `${recipe_id}-${person}`.slice(0, 40), properties: { kind, endpoint: end.slug } } : {}) }));
  };
  let at = start + random() * DAY;
  say("channel_connected", at);
  if (random() < 0.2) continue;
  say("recipe_created", at + 60_000);
  if (random() < 0.1) continue;
  say("recipe_enabled", at + 90_000);
  const rate = 0.2 + random() * 0.8;
  let alive = true;
  for (; at < Date.now() && alive; at += DAY) {
    if (random() < rate) for (let n = 0; n < 1 + random() * 4; n += 1) say("recipe_run", Math.min(at + n * 3_600_000, Date.now()));
    if (random() < 0.03) { alive = false; say("recipe_disabled", at); if (random() < 0.5) say("channel_disconnected", at + 5); }
  }
}
console.log(events.length, "events");
const writer = new ArchiveWriter(archive, "interactions");
await writer.write(events);
const started = performance.now();
let count = 0;
const bad: unknown[] = [];
for await (const report of sweep({ database, archive, warehouse, clock: systemClock, log: createLog("zz", "silent"), spool }, await findJobs())) {
  count += 1;
  if (!["succeeded", "current"].includes(report.result.state)) bad.push(report);
}
console.log(count, "runs", Math.round(performance.now() - started), "ms", JSON.stringify(bad.slice(0, 3)));
await warehouse.close(); await archive.close(); await database.$disconnect(); await installation.close();
process.exit(0);
