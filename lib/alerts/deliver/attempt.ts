import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { sendAction } from "../actions/send.ts";
import type { Outcome } from "../actions/types.ts";
import { openDestination } from "../destinations/settings.ts";
import { type AlertMessage, type DigestMessage, storedMessage } from "../message.ts";
import type { Claim } from "./claim.ts";
import type { DeliverDeps } from "./deps.ts";
import { type Attempt, finishAttempt } from "./finish.ts";

/** Makes one attempt and writes what became of it. The call is made outside of any transaction. */
export async function attemptDelivery(deps: DeliverDeps, claim: Claim): Promise<void> {
  const at = deps.clock.now();
  const started = performance.now();
  const outcome = await call(deps, claim, at);
  await keepTrying(() =>
    finishAttempt(deps, claim, { ...outcome, at, durationMs: performance.now() - started }),
  );
}

/** Waits between tries to write an outcome down, milliseconds: within the lease, so that nobody repeats the call. */
const WRITE_AGAIN_MS = [250, 500, 1_000, 2_000, 4_000];

async function keepTrying(write: () => Promise<void>): Promise<void> {
  for (const wait of WRITE_AGAIN_MS) {
    try {
      await write();
      return;
    } catch {
      await pause(wait);
    }
  }
  await write();
}

type Called = Omit<Attempt, "at" | "durationMs">;

const unsent = (outcome: "failed" | "retry", detail: string): Outcome => ({
  outcome,
  statusCode: null,
  detail,
  retryAfterMs: null,
});
const refused = (detail: string, unsaid: string[] = []): Called => ({
  ...unsent("failed", detail),
  called: false,
  unsaid,
});

async function call(
  deps: DeliverDeps,
  { destinationId, deliveries, name: deliveryId }: Claim,
  now: number,
): Promise<Called> {
  const { database, encryptionKey, http, settings, origin } = deps;
  const [destination, rows] = await Promise.all([
    database.destination.findUniqueOrThrow({ where: { id: destinationId } }),
    database.delivery.findMany({
      where: { id: { in: deliveries.map(({ id }) => id) } },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      select: { id: true, incidentId: true, transition: { select: { kind: true, message: true } } },
    }),
  ]);
  if (destination.removedAt !== null) return refused("The destination was removed.");
  if (destination.disabledAt !== null)
    return refused(`Switched off: ${destination.disabledReason ?? "unknown"}`);
  if (destination.confirmedAt === null) return refused("The recipient has not confirmed yet.");
  const told = await incidentsTold(database, destinationId, rows);
  const said = rows.filter(
    ({ incidentId, transition }) => transition.kind !== "recovered" || told.has(incidentId),
  );
  const unsaid = rows.filter((row) => !said.includes(row)).map(({ id }) => id);
  const messages = said.map(({ transition }) => storedMessage(transition.message));
  const [first] = messages;
  if (first === undefined) return refused("No alert of it was delivered here.", unsaid);
  const message = messages.length === 1 ? first : digestOf(messages, now, origin);
  try {
    const open = openDestination(destination, encryptionKey);
    const outcome = await sendAction(open, message, { http, settings, deliveryId, now });
    return { ...outcome, called: true, unsaid };
  } catch (error) {
    deps.log.error({ err: error, destination: destinationId }, "a delivery failed for a reason of our own");
    const outcome = unsent("retry", "It failed before it was sent.");
    return { ...outcome, blameless: true, called: true, unsaid };
  }
}

interface Row {
  incidentId: string;
  transition: { kind: string };
}

/** Incidents whose beginning was told here, or is told with these. */
async function incidentsTold(
  database: DeliverDeps["database"],
  destinationId: string,
  rows: readonly Row[],
): Promise<Set<string>> {
  const ended = rows
    .filter(({ transition }) => transition.kind === "recovered")
    .map(({ incidentId }) => incidentId);
  const told = new Set(
    rows.filter(({ transition }) => transition.kind !== "recovered").map((row) => row.incidentId),
  );
  if (ended.every((id) => told.has(id))) return told;
  const before = await database.delivery.findMany({
    where: { destinationId, incidentId: { in: ended }, status: { in: ["delivered", "digested"] } },
    select: { incidentId: true },
  });
  for (const { incidentId } of before) told.add(incidentId);
  return told;
}

function digestOf(alerts: AlertMessage[], now: number, origin: string): DigestMessage {
  const channels = new Set(alerts.map(({ data }) => data.channel));
  const [channel] = channels;
  const path = channels.size === 1 && channel != null ? `/channels/${channel}/incidents` : "/channels";
  return {
    type: "alert.digest",
    timestamp: new Date(now).toISOString(),
    data: { alerts, url: `${origin}${path}` },
  };
}
