"use server";

import { remindersLink, setReminded } from "#lib/alerts/destinations/reminders.ts";
import { AppError } from "#lib/errors.ts";
import type { FormResult } from "#lib/http/form-result.ts";
import { runForm } from "#lib/http/run-form.ts";
import { getServer } from "#lib/server.ts";

type Said = FormResult<{ said: string }>;

async function remind(form: FormData, reminded: boolean, said: string): Promise<Said> {
  const { database, destinations, log } = await getServer();
  return runForm(log, remindersLink, form, async (link) => {
    if (!(await setReminded(database, link, destinations.encryptionKey, reminded))) {
      throw new AppError("not_found", "This link is not complete.");
    }
    return { said };
  });
}

export async function stopReminders(_: Said, form: FormData): Promise<Said> {
  const said = "No reminders will be sent to this address. Alerts and recoveries still are.";
  return await remind(form, false, said);
}

export async function resumeReminders(_: Said, form: FormData): Promise<Said> {
  return await remind(form, true, "Reminders will be sent to this address again.");
}
