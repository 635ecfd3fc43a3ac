"use server";

import { z } from "zod";
import type { FormResult } from "#lib/http/form-result.ts";
import { runForm } from "#lib/http/run-form.ts";
import { newPassword } from "#lib/members/fields.ts";
import { setPassword } from "#lib/members/set-password.ts";
import { getServer } from "#lib/server.ts";

const schema = z.object({ token: z.string().max(200), password: newPassword });

type Result = FormResult<{ email: string }>;

export async function setPasswordAction(_: Result, form: FormData): Promise<Result> {
  const server = await getServer();
  return runForm(server.log, schema, form, (fields) => setPassword(server, fields));
}
