"use server";

import { cookies, headers } from "next/headers";
import type { FormResult } from "#lib/http/form-result.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { runForm } from "#lib/http/run-form.ts";
import { VIEW_AS_COOKIE } from "#lib/http/session-cookie.ts";
import { sealViewAs, VIEW_AS_SECONDS } from "#lib/http/view-as-token.ts";
import { startViewing, stopViewing, viewAsFields } from "#lib/members/view-as.ts";
import { getServer } from "#lib/server.ts";

/** Answers where to go; written down before the cookie that makes it so. */
export async function startViewingAs(_: FormResult<string>, form: FormData): Promise<FormResult<string>> {
  const [server, viewer, jar, sent] = await Promise.all([getServer(), pageViewer(), cookies(), headers()]);
  return runForm(server.log, viewAsFields, form, async (fields) => {
    await startViewing(server, viewer, fields);
    const view = { personId: viewer.id, channel: fields.channel };
    jar.set(VIEW_AS_COOKIE, await sealViewAs(server.secrets.nextAuthSecret, view), {
      path: "/",
      httpOnly: true,
      sameSite: "lax",
      secure: sent.get("x-forwarded-proto")?.startsWith("https") ?? false,
      maxAge: VIEW_AS_SECONDS,
    });
    return `/channels/${fields.channel}/health`;
  });
}

export async function stopViewingAs(): Promise<void> {
  const [server, viewer, jar] = await Promise.all([getServer(), pageViewer(), cookies()]);
  jar.delete(VIEW_AS_COOKIE);
  await stopViewing(server, viewer);
}
