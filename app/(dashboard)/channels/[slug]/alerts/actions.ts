"use server";

import { z } from "zod";
import type { TestResult } from "#components/alerts/composer/composer-screen.tsx";
import type { PreviewQuestion, PreviewResult } from "#components/alerts/composer/preview-card.tsx";
import { sendTest } from "#lib/alerts/destinations/send-test.ts";
import { previewMessage } from "#lib/alerts/preview.ts";
import { triggerInput } from "#lib/alerts/trigger.ts";
import { AppError } from "#lib/errors.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { publicOrigin } from "#lib/http/public-origin.ts";
import { testDeps } from "#lib/http/test-deps.ts";
import { getServer } from "#lib/server.ts";

/** Sends a test to one of the Channel's destinations, and answers what came of it. */
export async function sendTestTo(channel: string, destinationId: string): Promise<TestResult> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  try {
    return {
      attempt: await sendTest(
        testDeps(server, await publicOrigin()),
        viewer,
        channel,
        z.uuid().parse(destinationId),
      ),
    };
  } catch (error) {
    if (error instanceof AppError) return { refused: error.message };
    server.log.error({ err: error }, "a test could not be sent");
    return { refused: "This did not work, and it is our fault. Try again in a moment." };
  }
}

const question = z.object({
  name: z.string().max(100),
  trigger: triggerInput,
  firing: z.object({ started_at: z.int().min(0), fired_at: z.int().min(0), worst: z.number() }).nullable(),
});

/** What those who are told would read; null: nothing can be said now. */
export async function previewOf(channel: string, asked: PreviewQuestion): Promise<PreviewResult> {
  const [server, viewer] = await Promise.all([getServer(), pageViewer()]);
  const parsed = question.safeParse(asked);
  if (!parsed.success) return null;
  try {
    const deps = { ...server, origin: await publicOrigin() };
    return await previewMessage(deps, viewer, channel, parsed.data, server.clock.now());
  } catch (error) {
    if (!(error instanceof AppError)) server.log.error({ err: error }, "a message could not be previewed");
    return null;
  }
}
