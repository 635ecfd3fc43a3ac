"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { Invited } from "#components/members/invite-form.tsx";
import { channelFields, registerChannel } from "#lib/channels/register-channel.ts";
import { partnerFields, registerPartner } from "#lib/channels/register-partner.ts";
import type { FormResult } from "#lib/http/form-result.ts";
import { inviteByLink } from "#lib/http/invite-by-link.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { runForm } from "#lib/http/run-form.ts";
import { emailAddress } from "#lib/members/fields.ts";
import { getServer } from "#lib/server.ts";

export async function registerPartnerAction(_: FormResult<null>, form: FormData): Promise<FormResult<null>> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, partnerFields, form, async (fields) => {
    await registerPartner(server, viewer, fields);
    revalidatePath("/admin");
    return null;
  });
}

type Registered = FormResult<{ slug: string }>;

export async function registerChannelAction(_: Registered, form: FormData): Promise<Registered> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, channelFields, form, async (fields) => {
    await registerChannel(server, viewer, fields);
    revalidatePath("/", "layout");
    return { slug: fields.slug };
  });
}

export async function inviteOwner(
  channel: string,
  _: FormResult<Invited>,
  form: FormData,
): Promise<FormResult<Invited>> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return runForm(server.log, z.object({ email: emailAddress }), form, ({ email }) =>
    inviteByLink(server, viewer, { channel, email, role: "owner" }),
  );
}
