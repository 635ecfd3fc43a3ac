import { accountRoute } from "#lib/http/ifttt/route.ts";

export const GET = accountRoute("/ifttt/v1/user/info", async ({ account }) => account.info());
