"use server";

import { z } from "zod";
import type { TestResult } from "#components/alerts/composer/composer-screen.tsx";
import { sendTest } from "#lib/alerts/destinations/send-test.ts";
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
