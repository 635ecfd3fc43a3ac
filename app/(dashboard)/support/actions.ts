"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { FormResult } from "#lib/http/form-result.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { runForm } from "#lib/http/run-form.ts";
import { getServer } from "#lib/server.ts";
import { forgetUser } from "#lib/support/forget-user.ts";

export async function forgetUserAction(_: FormResult<null>, form: FormData): Promise<FormResult<null>> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, z.object({ id: z.string().min(1).max(200) }), form, async ({ id }) => {
    await forgetUser(server, viewer, id);
    revalidatePath("/support", "layout");
    return null;
  });
}
