"use server";

import { headers } from "next/headers";
import { after } from "next/server";
import { z } from "zod";
import type { FormResult } from "#lib/http/form-result.ts";
import { linkForSelf } from "#lib/http/password-link.ts";
import { remoteAddress } from "#lib/http/remote-address.ts";
import { runForm } from "#lib/http/run-form.ts";
import { emailAddress } from "#lib/members/fields.ts";
import { takeSignInAttempt } from "#lib/members/sign-in-limit.ts";
import { getServer } from "#lib/server.ts";

/** One answer at one speed, whether or not the address is an account's: the rest happens after it is sent. */
export async function askForLink(_: FormResult<null>, form: FormData): Promise<FormResult<null>> {
  const [server, sent] = await Promise.all([getServer(), headers()]);
  return runForm(server.log, z.object({ email: emailAddress }), form, async ({ email }) => {
    const address = remoteAddress(Object.fromEntries(sent));
    await takeSignInAttempt(server, { email: `new password for ${email}`, address });
    after(async () => {
      try {
        await linkForSelf(server, email);
      } catch (error) {
        server.log.error({ err: error }, "a password link could not be made");
      }
    });
    return null;
  });
}
