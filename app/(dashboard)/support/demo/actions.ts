"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { clearFault } from "#demo/faults/clear.ts";
import { setFault } from "#demo/faults/set.ts";
import { ERROR_STATUSES, FAULT_KINDS, faultSettings, OUTAGE_MODES } from "#demo/faults.ts";
import { MULTIPLIERS, setRate } from "#demo/rate.ts";
import { requireStaff } from "#lib/channels/access.ts";
import { AppError } from "#lib/errors.ts";
import type { FormResult } from "#lib/http/form-result.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { runForm } from "#lib/http/run-form.ts";
import { getServer } from "#lib/server.ts";

async function demoServer() {
  const server = await getServer();
  if (!server.config.DEMO) throw new AppError("not_found", "There is no such page.");
  requireStaff(await pageViewer(), "demo:control");
  return server;
}

const injection = z.object({
  channel: z.string(),
  kind: z.enum(FAULT_KINDS),
  endpoint: z.string().transform((slug) => (slug === "all" ? null : slug)),
  /** Percent. */
  share: z.coerce.number().min(1).max(100),
  status: z.coerce.number().pipe(z.literal(ERROR_STATUSES)).optional(),
  factor: z.coerce.number().min(1).max(60).optional(),
  mode: z.enum(OUTAGE_MODES).optional(),
});

export async function injectFault(_: FormResult<string>, form: FormData): Promise<FormResult<string>> {
  const { log, database, clock } = await demoServer();
  return await runForm(log, injection, form, async ({ channel, kind, share, ...rest }) => {
    const settings = faultSettings.parse({ ...rest, share: share / 100 });
    await setFault(database, { channel, kind, settings }, new Date(clock.now()));
    revalidatePath("/support/demo");
    return channel;
  });
}

const clearing = z.object({ channel: z.string(), kind: z.enum(FAULT_KINDS).optional() });

export async function endFault(_: FormResult<string>, form: FormData): Promise<FormResult<string>> {
  const { log, database } = await demoServer();
  return await runForm(log, clearing, form, async ({ channel, kind }) => {
    await clearFault(database, channel, kind);
    revalidatePath("/support/demo");
    return channel;
  });
}

const rate = z.object({ multiplier: z.coerce.number().pipe(z.literal(MULTIPLIERS)) });

export async function changeRate(_: FormResult<number>, form: FormData): Promise<FormResult<number>> {
  const { log, database } = await demoServer();
  return await runForm(log, rate, form, async ({ multiplier }) => {
    await setRate(database, multiplier);
    revalidatePath("/support/demo");
    return multiplier;
  });
}
