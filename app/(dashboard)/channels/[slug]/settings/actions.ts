"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { Invited } from "#components/members/invite-form.tsx";
import type { PasswordLinkMade } from "#components/members/password-link-button.tsx";
import { KEY_SCOPES, type KeyScope } from "#lib/channels/access.ts";
import { changeTimeZone, ianaTimeZone } from "#lib/channels/time-zone.ts";
import type { FormResult } from "#lib/http/form-result.ts";
import { inviteByLink } from "#lib/http/invite-by-link.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { linkForMember } from "#lib/http/password-link.ts";
import { runForm } from "#lib/http/run-form.ts";
import { createApiKey } from "#lib/members/api-keys/create.ts";
import { revokeApiKey } from "#lib/members/api-keys/revoke.ts";
import { changeRole } from "#lib/members/change-role.ts";
import { emailAddress, memberRole } from "#lib/members/fields.ts";
import { removeMember } from "#lib/members/remove-member.ts";
import { revokeInvitation } from "#lib/members/revoke-invitation.ts";
import { getServer } from "#lib/server.ts";

const id = z.uuid("is not an id");
const newKey = z.object({
  name: z.string().trim().min(1, "must not be empty").max(100),
  scopes: z.array(z.enum(KEY_SCOPES)).min(1, "choose at least one"),
});
const invitation = z.object({ email: emailAddress, role: memberRole });

/** Every action reads the session and asks for the right anew: a page that was shown proves nothing. */
async function context() {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return { server, viewer };
}

type KeyResult = FormResult<{ key: string; scopes: readonly KeyScope[] }>;

export async function createKey(channel: string, _: KeyResult, form: FormData): Promise<KeyResult> {
  const { server, viewer } = await context();
  const result = await runForm(server.log, newKey, form, async (fields) => {
    const { key } = await createApiKey(server, viewer, { ...fields, channel });
    return { key, scopes: fields.scopes };
  });
  revalidatePath(`/channels/${channel}/settings`);
  return result;
}

export async function revokeKey(
  channel: string,
  _: FormResult<null>,
  form: FormData,
): Promise<FormResult<null>> {
  const { server, viewer } = await context();
  return runForm(server.log, z.object({ id }), form, async (fields) => {
    await revokeApiKey(server, viewer, { channel, id: fields.id });
    revalidatePath(`/channels/${channel}/settings`);
    return null;
  });
}

export async function inviteMember(
  channel: string,
  _: FormResult<Invited>,
  form: FormData,
): Promise<FormResult<Invited>> {
  const { server, viewer } = await context();
  const result = await runForm(server.log, invitation, form, (fields) =>
    inviteByLink(server, viewer, { ...fields, channel }),
  );
  revalidatePath(`/channels/${channel}/settings`);
  return result;
}

export async function withdrawInvitation(
  channel: string,
  _: FormResult<null>,
  form: FormData,
): Promise<FormResult<null>> {
  const { server, viewer } = await context();
  return runForm(server.log, z.object({ id }), form, async (fields) => {
    await revokeInvitation(server, viewer, { channel, id: fields.id });
    revalidatePath(`/channels/${channel}/settings`);
    return null;
  });
}

export async function removeFromChannel(
  channel: string,
  _: FormResult<null>,
  form: FormData,
): Promise<FormResult<null>> {
  const { server, viewer } = await context();
  return runForm(server.log, z.object({ personId: id }), form, async ({ personId }) => {
    await removeMember(server, viewer, { channel, personId });
    revalidatePath(`/channels/${channel}/settings`);
    return null;
  });
}

export async function changeMemberRole(
  channel: string,
  _: FormResult<null>,
  form: FormData,
): Promise<FormResult<null>> {
  const { server, viewer } = await context();
  return runForm(server.log, z.object({ personId: id, role: memberRole }), form, async (fields) => {
    await changeRole(server, viewer, { channel, ...fields });
    revalidatePath(`/channels/${channel}/settings`);
    return null;
  });
}

export async function makePasswordLink(
  channel: string,
  _: FormResult<PasswordLinkMade>,
  form: FormData,
): Promise<FormResult<PasswordLinkMade>> {
  const { server, viewer } = await context();
  return runForm(server.log, z.object({ personId: id }), form, ({ personId }) =>
    linkForMember(server, viewer, { channel, personId }),
  );
}

export async function saveTimeZone(
  channel: string,
  _: FormResult<null>,
  form: FormData,
): Promise<FormResult<null>> {
  const { server, viewer } = await context();
  return runForm(server.log, z.object({ timeZone: ianaTimeZone }), form, async ({ timeZone }) => {
    await changeTimeZone(server, viewer, { channel, timeZone });
    revalidatePath(`/channels/${channel}/settings`);
    return null;
  });
}
