"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { Added } from "#components/destinations/add-form.tsx";
import type { RotatedSecret } from "#components/destinations/rotate-secret-button.tsx";
import type { Tested } from "#components/destinations/test-button.tsx";
import { DESTINATION_TYPES, type DestinationInput, destinationInput } from "#lib/alerts/action.ts";
import { addDestination } from "#lib/alerts/destinations/add.ts";
import { enableDestination, removeDestination, renameDestination } from "#lib/alerts/destinations/change.ts";
import { confirmByCode, sendConfirmationAgain } from "#lib/alerts/destinations/confirm.ts";
import { rotateSecret } from "#lib/alerts/destinations/rotate-secret.ts";
import { sendTest } from "#lib/alerts/destinations/send-test.ts";
import { addPlatformDestination } from "#lib/alerts/platform/add-destination.ts";
import { AppError } from "#lib/errors.ts";
import type { FormResult } from "#lib/http/form-result.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { publicOrigin } from "#lib/http/public-origin.ts";
import { runForm } from "#lib/http/run-form.ts";
import { testDeps } from "#lib/http/test-deps.ts";
import { getServer } from "#lib/server.ts";

const id = z.uuid("is not an id");
const newDestination = z.object({
  type: z.enum(DESTINATION_TYPES),
  address: z.string().trim().min(1, "must not be empty").max(2_048),
  name: z.string().trim().max(100),
});

/** Every action reads the session anew; each use-case asks for the right. */
async function context() {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  return { server, viewer };
}

/** null: the installation's own, on the Pipeline page, which renews itself. */
const refresh = (channel: string | null) => {
  if (channel !== null) revalidatePath(`/channels/${channel}/settings/destinations`);
};

const FIELDS = { webhook: "url", slack: "url", email: "to", sms: "to", pagerduty: "routing_key" } as const;

function inputOf({ type, address, name }: z.output<typeof newDestination>): DestinationInput {
  const parsed = destinationInput.safeParse({
    type,
    [FIELDS[type]]: address,
    ...(name === "" ? {} : { name }),
  });
  if (parsed.success) return parsed.data;
  const words = parsed.error.issues[0]?.message ?? "is wrong";
  throw new AppError("bad_request", `${words.charAt(0).toUpperCase()}${words.slice(1)}.`, {
    field: "address",
  });
}

export async function addChannelDestination(
  channel: string | null,
  _: FormResult<Added>,
  form: FormData,
): Promise<FormResult<Added>> {
  const { server, viewer } = await context();
  const result = await runForm(server.log, newDestination, form, async (fields) => {
    try {
      const { type, secret, confirmed } = await (channel === null
        ? addPlatformDestination(server, viewer, inputOf(fields))
        : addDestination(server, viewer, channel, inputOf(fields)));
      return { type, secret, confirmed };
    } catch (error) {
      if (!(error instanceof AppError) || error.field !== "url") throw error;
      throw new AppError("bad_request", error.message, { field: "address", cause: error });
    }
  });
  refresh(channel);
  return result;
}

/** A form that changes one destination, by its id and what else it sends. */
async function changeOne<Shape extends { id: typeof id } & z.ZodRawShape>(
  channel: string | null,
  shape: Shape,
  form: FormData,
  run: (deps: Awaited<ReturnType<typeof context>>, fields: z.output<z.ZodObject<Shape>>) => Promise<void>,
): Promise<FormResult<null>> {
  const deps = await context();
  return runForm(deps.server.log, z.object(shape), form, async (fields) => {
    await run(deps, fields);
    refresh(channel);
    return null;
  });
}

export async function renameChannelDestination(channel: string | null, _: FormResult<null>, form: FormData) {
  const name = z.string().trim().min(1, "must not be empty").max(100);
  return changeOne(channel, { id, name }, form, ({ server, viewer }, fields) =>
    renameDestination(server, viewer, { channel, id: fields.id, name: fields.name }),
  );
}

export async function enableChannelDestination(channel: string | null, _: FormResult<null>, form: FormData) {
  return changeOne(channel, { id }, form, ({ server, viewer }, fields) =>
    enableDestination(server, viewer, { channel, id: fields.id }),
  );
}

export async function removeChannelDestination(channel: string | null, _: FormResult<null>, form: FormData) {
  return changeOne(channel, { id }, form, ({ server, viewer }, fields) =>
    removeDestination(server, viewer, { channel, id: fields.id }),
  );
}

export async function confirmChannelDestination(channel: string | null, _: FormResult<null>, form: FormData) {
  const code = z
    .string()
    .trim()
    .regex(/^\d{6}$/, "must be the six digits that were sent");
  return changeOne(channel, { id, code }, form, ({ server, viewer }, fields) =>
    confirmByCode({ ...server, ...server.destinations }, viewer, {
      channel,
      id: fields.id,
      code: fields.code,
    }),
  );
}

export async function sendChannelConfirmation(channel: string | null, _: FormResult<null>, form: FormData) {
  return changeOne(channel, { id }, form, ({ server, viewer }, fields) =>
    sendConfirmationAgain(server, viewer, { channel, id: fields.id }),
  );
}

export async function rotateChannelSecret(
  channel: string | null,
  _: FormResult<RotatedSecret>,
  form: FormData,
): Promise<FormResult<RotatedSecret>> {
  const { server, viewer } = await context();
  return runForm(server.log, z.object({ id }), form, (fields) =>
    rotateSecret({ ...server, ...server.destinations }, viewer, { channel, id: fields.id }),
  );
}

export async function testChannelDestination(
  channel: string | null,
  _: FormResult<Tested>,
  form: FormData,
): Promise<FormResult<Tested>> {
  const { server, viewer } = await context();
  const origin = await publicOrigin();
  return runForm(server.log, z.object({ id }), form, async (fields) => {
    const answer = await sendTest(testDeps(server, origin), viewer, channel, fields.id);
    refresh(channel);
    return {
      delivered: answer.outcome === "delivered",
      detail: answer.detail,
      duration_ms: answer.duration_ms,
    };
  });
}
