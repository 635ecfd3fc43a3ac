"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { cancelDowntime } from "#lib/alerts/downtime/cancel.ts";
import { planDowntime } from "#lib/alerts/downtime/plan.ts";
import { acknowledge } from "#lib/alerts/incidents/acknowledge.ts";
import { addNote, noteText } from "#lib/alerts/incidents/add-note.ts";
import { sendAgain } from "#lib/alerts/incidents/send-again.ts";
import { fromLocalInput } from "#lib/format/range.ts";
import { isZone } from "#lib/format/time.ts";
import type { FormResult } from "#lib/http/form-result.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { runForm } from "#lib/http/run-form.ts";
import { getServer } from "#lib/server.ts";

const number = z.coerce.number().int().min(1).max(2_147_483_647);
const localTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d/, "must be a day and a time");
const plan = z.object({
  endpoint: z
    .string()
    .max(128)
    .transform((endpoint) => (endpoint === "" || endpoint === "*" ? null : endpoint)),
  starts_at: localTime,
  ends_at: localTime,
  zone: z.string().max(64).refine(isZone, "is no time zone"),
  note: z.string().trim().max(500),
});

type Done = Promise<FormResult<null>>;

/** Every action reads the session anew; each use-case asks for the right. */
async function context() {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return { server, viewer };
}

export async function acknowledgeIncident(channel: string, _: FormResult<null>, form: FormData): Done {
  const { server, viewer } = await context();
  return runForm(server.log, z.object({ number }), form, async (fields) => {
    await acknowledge(server, viewer, channel, fields.number);
    return null;
  });
}

export async function addIncidentNote(channel: string, _: FormResult<null>, form: FormData): Done {
  const { server, viewer } = await context();
  return runForm(server.log, z.object({ number, text: noteText }), form, async (fields) => {
    await addNote(server, viewer, channel, fields);
    return null;
  });
}

export async function sendDeliveryAgain(channel: string, _: FormResult<null>, form: FormData): Done {
  const { server, viewer } = await context();
  return runForm(server.log, z.object({ number, deliveryId: z.uuid() }), form, async (fields) => {
    await sendAgain(server, viewer, channel, fields);
    return null;
  });
}

export async function planChannelDowntime(channel: string, _: FormResult<null>, form: FormData): Done {
  const { server, viewer } = await context();
  return runForm(server.log, plan, form, async ({ zone, ...fields }) => {
    const instant = (text: string) => new Date(fromLocalInput(text, zone) ?? Number.NaN).toISOString();
    await planDowntime(server, viewer, channel, {
      ...fields,
      starts_at: instant(fields.starts_at),
      ends_at: instant(fields.ends_at),
    });
    revalidatePath(`/channels/${channel}/incidents`);
    return null;
  });
}

export async function cancelChannelDowntime(channel: string, _: FormResult<null>, form: FormData): Done {
  const { server, viewer } = await context();
  return runForm(server.log, z.object({ id: z.uuid() }), form, async ({ id }) => {
    await cancelDowntime(server, viewer, channel, id);
    revalidatePath(`/channels/${channel}/incidents`);
    return null;
  });
}
