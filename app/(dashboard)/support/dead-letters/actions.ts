"use server";

import { z } from "zod";
import { retryLetter, retryMatching } from "#lib/dead-letters/retry.ts";
import type { RetryResult } from "#lib/dead-letters/views.ts";
import { deadLetterFilter, deadLetterParams } from "#lib/http/dead-letter-filter.ts";
import type { FormResult } from "#lib/http/form-result.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { runForm } from "#lib/http/run-form.ts";
import { getServer } from "#lib/server.ts";

type Retried = FormResult<RetryResult>;

export async function retryOne(_: Retried, form: FormData): Promise<Retried> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, z.object({ id: z.string().max(64) }), form, ({ id }) =>
    retryLetter(server, viewer, id),
  );
}

export async function retryAll(_: Retried, form: FormData): Promise<Retried> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, z.object(deadLetterParams), form, (params) =>
    retryMatching(server, viewer, deadLetterFilter(params, server)),
  );
}
