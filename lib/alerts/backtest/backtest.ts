import { type Actor, channelScope } from "../../channels/access.ts";
import type { Database } from "../../database/client.ts";
import { AppError } from "../../errors.ts";
import type { EventIndexReader } from "../../stores/event-index/port.ts";
import { counted, ofChannel } from "../engine/conditions.ts";
import { leadMs } from "../engine/message-of.ts";
import { thresholdOf } from "../engine/threshold.ts";
import { LOST_DAYS } from "../engine/watched.ts";
import { type Trigger, UNITS } from "../trigger.ts";
import { recoverMinutesOf } from "../usual-minutes.ts";
import type { Backtest, BacktestFiring } from "../views.ts";
import { LONGEST_DAYS } from "./asked-range.ts";
import type { Past, PastQuestion } from "./past.ts";
import { readPast } from "./read-past.ts";
import { type Firing, replay } from "./replay.ts";
import { overlaps, type Span, suggestThreshold } from "./suggest.ts";

const MINUTE = 60_000;
const LONGEST = LONGEST_DAYS * 24 * 60 * MINUTE;
/** More than a chart can show. */
const MOST_POINTS = 1_000;
/** Whose people are counted: the newest. */
const MOST_FIRINGS = 100;

interface Deps {
  index: EventIndexReader;
  database: Pick<Database, "incident">;
}

/**
 * When an alert Recipe would have fired in a range (30 days at most), judged as the evaluator judges, in steps of a
 * minute or more. Throws `bad_request` on a longer range, `not_found` for a Channel out of sight.
 */
export async function backtest(
  { index: reader, database }: Deps,
  viewer: Actor,
  channel: string,
  recipe: { trigger: Trigger; recover_minutes?: number | undefined },
  { from, to }: { from: number; to: number },
): Promise<Backtest> {
  const scope = channelScope(viewer, "alerts:read", channel);
  if (to - from > LONGEST)
    throw new AppError("bad_request", `A backtest covers ${LONGEST_DAYS} days at most.`, { field: "range" });
  const { trigger } = recipe;
  const question = { reader, scope, channel, from, to };
  const rules = {
    forMs: trigger.for_minutes * MINUTE,
    recoverMs: recoverMinutesOf(recipe) * MINUTE,
    lostMs: LOST_DAYS * 24 * 60 * MINUTE,
    worse: trigger.type === "no_traffic" ? Math.min : Math.max,
  };
  const [past, incidents] = await Promise.all([
    readPast({ ...question, trigger }),
    incidentsWithin(database, channel, from, to),
  ]);
  const firings = replay(past, rules);
  const { observeWith } = past;
  return {
    from,
    to,
    step_ms: past.stepMs,
    unit: UNITS[trigger.type],
    threshold: thresholdOf(trigger),
    series: seriesOf(past, trigger),
    firings: await Promise.all(
      firings.slice(-MOST_FIRINGS).map((firing) => {
        const judgedBy = past.judgedBy?.(firing.firedAt) ?? trigger;
        return firingView({ ...question, trigger: judgedBy }, firing, incidents);
      }),
    ),
    suggestion:
      observeWith === undefined
        ? null
        : suggestThreshold(trigger, incidents, (threshold) =>
            replay({ ends: past.ends, observe: observeWith(threshold) }, rules),
          ),
  };
}

interface KnownIncident extends Span {
  id: string;
  number: number;
}

async function incidentsWithin(
  database: Deps["database"],
  channel: string,
  from: number,
  to: number,
): Promise<KnownIncident[]> {
  const rows = await database.incident.findMany({
    where: {
      channelSlug: channel,
      origin: "person",
      startedAt: { lt: new Date(to) },
      OR: [{ recoveredAt: null }, { recoveredAt: { gt: new Date(from) } }],
    },
    select: { id: true, number: true, startedAt: true, recoveredAt: true },
    orderBy: { startedAt: "asc" },
  });
  return rows.map(({ id, number, startedAt, recoveredAt }) => ({
    id,
    number,
    from: startedAt.getTime(),
    to: recoveredAt?.getTime() ?? Number.POSITIVE_INFINITY,
  }));
}

/** The chart's points: where several fall together, the one farthest from usual is shown. */
function seriesOf({ ends, stepMs, valueAt, limitAt }: Past, trigger: Trigger): Backtest["series"] {
  const width = Math.ceil(ends.length / MOST_POINTS) * stepMs;
  const least = trigger.type === "no_traffic";
  const points = new Map<number, Backtest["series"][number]>();
  for (const end of ends) {
    const at = Math.floor(end / width) * width;
    const [known, value] = [points.get(at)?.value ?? null, valueAt(end)];
    const worse = known === null || (value !== null && (least ? value < known : value > known));
    if (worse || !points.has(at)) points.set(at, { at, value, limit: limitAt?.(end) ?? null });
  }
  return [...points.values()];
}

async function firingView(
  { reader, scope, channel, trigger, to }: PastQuestion,
  firing: Firing,
  incidents: readonly KnownIncident[],
): Promise<BacktestFiring> {
  const range = { from: firing.startedAt - leadMs({ trigger }), to: firing.recoveredAt ?? to };
  const where = [ofChannel(channel), ...counted(trigger)];
  const bucketMs = Math.max(MINUTE, range.to - range.from);
  const { total } = await reader.health(
    { scope, where, ...range },
    { bucketMs, percentiles: true, bucketPeople: "none" },
  );
  const known = incidents.find((incident) => overlaps(firing, incident));
  return {
    started_at: firing.startedAt,
    fired_at: firing.firedAt,
    recovered_at: firing.recoveredAt,
    worst: firing.worst,
    failures: total.requests,
    users_affected: trigger.type === "latency_above" ? total.users : total.users_affected,
    incident: known === undefined ? null : { id: known.id, number: known.number },
  };
}
