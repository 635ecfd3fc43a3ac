"use server";

import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import type { FormResult } from "#lib/http/form-result.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { runForm } from "#lib/http/run-form.ts";
import { approve } from "#lib/ifttt/oauth/approve.ts";
import { readAuthorization } from "#lib/ifttt/oauth/request.ts";
import { iftttSettings } from "#lib/ifttt/settings.ts";
import { getServer } from "#lib/server.ts";

/** Answers where the browser goes next. The link is read anew: what the page showed is what counts. */
export async function approveConnection(
  parameters: Record<string, string | string[] | undefined>,
  _: FormResult<{ url: string }>,
  form: FormData,
): Promise<FormResult<{ url: string }>> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, z.object({}), form, async () => {
    const client = iftttSettings(server.config)?.client ?? null;
    const asked = client === null ? null : readAuthorization(client, parameters);
    if (client === null || asked?.kind !== "asked") {
      throw new AppError("bad_request", "This link is no longer right. Start again from the app.");
    }
    return { url: await approve(server, viewer, client, asked.state) };
  });
}
