"use server";

import { z } from "zod";
import { confirmByLink } from "#lib/alerts/destinations/confirm.ts";
import type { FormResult } from "#lib/http/form-result.ts";
import { runForm } from "#lib/http/run-form.ts";
import { getServer } from "#lib/server.ts";

type Confirmed = FormResult<{ said: string }>;

export async function confirmDestination(_: Confirmed, form: FormData): Promise<Confirmed> {
  const server = await getServer();
  return runForm(server.log, z.object({ token: z.string().max(200) }), form, async ({ token }) => {
    const { hint } = await confirmByLink(server, token);
    return { said: `${hint} is confirmed: alerts will be sent there.` };
  });
}
