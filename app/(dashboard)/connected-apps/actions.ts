"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { FormResult } from "#lib/http/form-result.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { runForm } from "#lib/http/run-form.ts";
import { disconnect } from "#lib/ifttt/oauth/connections.ts";
import { getServer } from "#lib/server.ts";

const fields = z.object({ id: z.uuid("is not an id") });

export async function disconnectApp(_: FormResult<null>, form: FormData): Promise<FormResult<null>> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, fields, form, async ({ id }) => {
    await disconnect(server, viewer, { id, app: server.config.IFTTT_CLIENT_NAME });
    revalidatePath("/connected-apps");
    return null;
  });
}
