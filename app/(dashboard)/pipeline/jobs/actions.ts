"use server";

import { z } from "zod";
import type { FormResult } from "#lib/http/form-result.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { runForm } from "#lib/http/run-form.ts";
import { cancelRequest } from "#lib/jobs/requests/cancel.ts";
import { requestDays } from "#lib/jobs/requests/request.ts";
import { getServer } from "#lib/server.ts";

const days = z.object({
  job: z.string().max(64),
  first_day: z.iso.date("must be a date"),
  last_day: z.iso.date("must be a date"),
  /** Of a box: absent when it is not ticked. */
  forced: z
    .string()
    .optional()
    .transform((value) => value !== undefined),
});

type Asked = FormResult<{ id: string }>;

/** The use-cases ask for the right. */
export async function askForDays(_: Asked, form: FormData): Promise<Asked> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, days, form, ({ job, first_day: firstDay, last_day: lastDay, forced }) =>
    requestDays(server, viewer, { job, firstDay, lastDay, forced }),
  );
}

export async function cancelDays(_: FormResult<null>, form: FormData): Promise<FormResult<null>> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, z.object({ id: z.uuid("is not an id") }), form, async ({ id }) => {
    await cancelRequest(server, viewer, id);
    return null;
  });
}
