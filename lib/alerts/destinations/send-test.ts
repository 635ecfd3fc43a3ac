import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import type { Prisma } from "#prisma/client/client.ts";
import type { Actor } from "../../channels/access.ts";
import { AppError } from "../../errors.ts";
import { writeAudit } from "../../members/audit.ts";
import type { MemberDeps } from "../../members/deps.ts";
import type { Outgoing } from "../../outgoing/types.ts";
import { sendAction } from "../actions/send.ts";
import type { ActionSettings } from "../actions/types.ts";
import { noteHealth } from "../deliver/finish.ts";
import { NO_IMPACT } from "../impact.ts";
import type { AlertMessage } from "../message.ts";
import type { AttemptView } from "../views.ts";
import { requireDestinations } from "./require-write.ts";
import { openDestination } from "./settings.ts";

const PER_MINUTE = 5;
const MINUTE = 60_000;

export interface TestDeps extends MemberDeps {
  http: Outgoing;
  settings: ActionSettings;
  encryptionKey: string;
  origin: string;
}

/**
 * Sends a message that says it is a test, through the same client as real ones, and answers what came of it. Throws
 * `conflict` for a destination that is not confirmed, `rate_limited` after five within a minute.
 */
export async function sendTest(
  deps: TestDeps,
  actor: Actor,
  channel: string | null,
  id: string,
): Promise<AttemptView> {
  requireDestinations(actor, channel);
  const { database, clock, http, settings, encryptionKey } = deps;
  const at = clock.now();
  const row = await database.destination.findFirst({
    where: { id, channelSlug: channel, removedAt: null },
    include: { channel: { select: { name: true } } },
  });
  if (row === null) throw new AppError("not_found", "There is no such destination.");
  if (row.confirmedAt === null) throw new AppError("conflict", "The recipient has to confirm first.");
  await database.$transaction((tx) => takeTest(tx, actor, { channel, hint: row.hint, at }));
  const message = testMessage(
    deps,
    channel === null ? null : { slug: channel, name: row.channel?.name ?? channel },
    at,
  );
  const started = performance.now();
  const deliveryId = randomUUID();
  const outcome = await sendAction(openDestination(row, encryptionKey), message, {
    http,
    settings,
    deliveryId,
    now: at,
  });
  const delivered = outcome.outcome === "delivered";
  await database.$transaction(async (tx) => {
    await noteHealth(tx, id, outcome, { now: at, givenUp: false });
    if (delivered) await endPause(tx, id);
  });
  return {
    number: 1,
    at,
    duration_ms: Math.round(performance.now() - started),
    outcome: delivered ? "delivered" : "failed",
    status_code: outcome.statusCode,
    detail: outcome.detail,
  };
}

/** It asked for patience, and takes messages now: what waits for it need not wait longer. */
async function endPause(tx: Prisma.TransactionClient, id: string): Promise<void> {
  await tx.destination.update({ where: { id }, data: { pausedUntil: null } });
  await tx.$executeRaw`select pg_notify('deliveries', '')`;
}

/** Before it is sent, so that many at once do not get around the limit. */
async function takeTest(
  tx: Prisma.TransactionClient,
  actor: Actor,
  { channel, hint, at }: { channel: string | null; hint: string; at: number },
): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`test ${channel}`}, 0))`;
  const tests = await tx.auditEntry.count({
    where: { channelSlug: channel, action: "destination.test", at: { gt: new Date(at - MINUTE) } },
  });
  if (tests >= PER_MINUTE) {
    throw new AppError("rate_limited", "Five tests within a minute are enough.", { retryAfter: 60 });
  }
  const entry = { action: "destination.test", subject: hint };
  await writeAudit(tx, at, actor, channel === null ? entry : { ...entry, channel });
}

function testMessage(
  { origin }: TestDeps,
  channel: { slug: string; name: string } | null,
  at: number,
): AlertMessage {
  const time = new Date(at).toISOString();
  return {
    type: "alert.test",
    timestamp: time,
    data: {
      incident_id: randomUUID(),
      incident_number: 0,
      recipe_id: null,
      recipe_name: "Test",
      channel: channel?.slug ?? null,
      channel_name: channel?.name ?? null,
      endpoint: null,
      trigger: "error_rate_above",
      title: "This is a test: nothing is wrong",
      condition: "somebody sends a test",
      value: null,
      threshold: null,
      unit: "percent",
      started_at: time,
      fired_at: time,
      recovered_at: null,
      acknowledged_by: null,
      ...NO_IMPACT,
      url: channel === null ? `${origin}/pipeline` : `${origin}/channels/${channel.slug}/alerts`,
      requests_url: channel === null ? `${origin}/pipeline` : `${origin}/channels/${channel.slug}/logs`,
    },
  };
}
