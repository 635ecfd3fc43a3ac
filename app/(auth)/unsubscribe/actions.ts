"use server";

import { z } from "zod";
import { unsubscribe } from "#lib/alerts/destinations/unsubscribe.ts";
import { AppError } from "#lib/errors.ts";
import type { FormResult } from "#lib/http/form-result.ts";
import { runForm } from "#lib/http/run-form.ts";
import { getServer } from "#lib/server.ts";

type Stopped = FormResult<{ said: string }>;

export async function stopReminders(_: Stopped, form: FormData): Promise<Stopped> {
  const server = await getServer();
  const schema = z.object({ d: z.uuid(), s: z.string().max(200) });
  return runForm(server.log, schema, form, async (link) => {
    if (!(await unsubscribe(server.database, link, server.destinations.encryptionKey))) {
      throw new AppError("not_found", "This link is not complete.");
    }
    return { said: "No reminders will be sent to this address. Alerts and recoveries still are." };
  });
}
