import { engineRoute } from "#lib/http/ifttt/route.ts";
import { testSetup } from "#lib/ifttt/sample-account.ts";

export const POST = engineRoute("/ifttt/v1/test/setup", async ({ serviceKey }) => testSetup(serviceKey));
