"use server";

import { z } from "zod";
import { changePlatformAlert } from "#lib/alerts/platform/change.ts";
import type { FormResult } from "#lib/http/form-result.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { runForm } from "#lib/http/run-form.ts";
import { requestDays } from "#lib/jobs/requests/request.ts";
import { getServer } from "#lib/server.ts";
import { VERIFY_JOB } from "#lib/verification/types.ts";

const change = z.object({
  id: z.uuid("is not an id"),
  above: z.coerce.number("must be a number").min(0, "must not be negative"),
  for_minutes: z.coerce
    .number("must be a number")
    .min(0, "must not be negative")
    .max(24 * 60, "must be a day at most"),
  /** Of a box: absent when it is not ticked. */
  enabled: z
    .string()
    .optional()
    .transform((value) => value !== undefined),
});

/** The use-cases ask for the right. */
export async function savePlatformAlert(_: FormResult<null>, form: FormData): Promise<FormResult<null>> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, change, form, async (fields) => {
    await changePlatformAlert(server, viewer, fields);
    return null;
  });
}

/** Compares a day's stores again. */
export async function verifyAgain(
  _: FormResult<{ id: string }>,
  form: FormData,
): Promise<FormResult<{ id: string }>> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  const fields = z.object({ day: z.iso.date("must be a date") });
  return runForm(server.log, fields, form, ({ day }) =>
    requestDays(server, viewer, { job: VERIFY_JOB, firstDay: day, lastDay: day, forced: true }),
  );
}
