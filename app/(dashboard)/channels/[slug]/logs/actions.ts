"use server";

import { z } from "zod";
import { parseSpan } from "#lib/format/range.ts";
import type { FormResult } from "#lib/http/form-result.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { runForm } from "#lib/http/run-form.ts";
import { removeView } from "#lib/saved-views/remove.ts";
import { saveView } from "#lib/saved-views/save.ts";
import { getServer } from "#lib/server.ts";

const newView = z.object({
  name: z.string().trim().min(1, "must not be empty").max(80, "can be 80 characters at most"),
  q: z.string().max(2_000),
  range: z
    .string()
    .max(16)
    .refine((text) => text === "" || parseSpan(text) !== null, "is no range"),
  shared: z.literal("on").optional(),
});

export async function keepView(
  channel: string,
  _: FormResult<null>,
  form: FormData,
): Promise<FormResult<null>> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, newView, form, async ({ name, q, range, shared }) => {
    const view = { name, query: q, range: range === "" ? null : range, shared: shared !== undefined };
    await saveView(server, viewer, channel, view);
    return null;
  });
}

export async function dropView(
  channel: string,
  _: FormResult<null>,
  form: FormData,
): Promise<FormResult<null>> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, z.object({ id: z.uuid("is not an id") }), form, async ({ id }) => {
    await removeView(server, viewer, { channel, id });
    return null;
  });
}
