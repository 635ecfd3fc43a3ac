"use server";

import { z } from "zod";
import type { FormResult } from "#lib/http/form-result.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { runForm } from "#lib/http/run-form.ts";
import { acceptInvitation } from "#lib/members/accept-invitation.ts";
import { newPassword, personName } from "#lib/members/fields.ts";
import { getServer } from "#lib/server.ts";

const token = z.string().max(200);

type Joined = FormResult<{ email: string; channel: string }>;

export async function acceptAsNewPerson(_: Joined, form: FormData): Promise<Joined> {
  const server = await getServer();
  const schema = z.object({ token, name: personName, password: newPassword });
  return runForm(server.log, schema, form, ({ token: sent, name, password }) =>
    acceptInvitation(server, sent, { name, password }),
  );
}

export async function acceptSignedIn(_: Joined, form: FormData): Promise<Joined> {
  const [server, signedIn] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, z.object({ token }), form, (fields) =>
    acceptInvitation(server, fields.token, { signedIn }),
  );
}
