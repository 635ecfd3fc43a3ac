"use server";

import { z } from "zod";
import type { FormResult } from "#lib/http/form-result.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { runForm } from "#lib/http/run-form.ts";
import { MOST_SQL } from "#lib/reports/limits.ts";
import { questionSchema } from "#lib/reports/question-schema.ts";
import { removeReport } from "#lib/reports/remove.ts";
import { saveReport } from "#lib/reports/save.ts";
import { LOOKS } from "#lib/reports/views.ts";
import { getServer } from "#lib/server.ts";

const report = z.object({
  /** Empty for a new one. */
  id: z.union([z.literal("").transform(() => null), z.uuid("is not an id")]),
  name: z.string().trim().min(1, "must not be empty").max(80, "can be 80 characters at most"),
  sql: z.string().max(MOST_SQL, "is too long"),
  /** JSON; empty for what was written as SQL. */
  question: z.string().max(2_000),
  look: z.union([z.literal("").transform(() => null), z.enum(LOOKS)]),
  shared: z.literal("on").optional(),
});

type Kept = FormResult<{ id: string }>;

/** The use-cases ask for the right. */
export async function keepReport(_: Kept, form: FormData): Promise<Kept> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, report, form, ({ question, shared, ...fields }) =>
    saveReport(server, viewer, {
      ...fields,
      question: question === "" ? null : questionSchema.parse(JSON.parse(question)),
      shared: shared !== undefined,
    }),
  );
}

export async function removeKeptReport(_: FormResult<null>, form: FormData): Promise<FormResult<null>> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, z.object({ id: z.uuid("is not an id") }), form, async ({ id }) => {
    await removeReport(server, viewer, id);
    return null;
  });
}
