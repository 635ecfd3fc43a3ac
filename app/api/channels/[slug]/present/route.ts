import { channelPresent } from "#lib/channels/present.ts";
import { receiptToApi } from "#lib/http/api/receipt.ts";
import { slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

/** For tabs that stay open: no part of the public API. */
export const GET = route({ params: { slug: slugParam } }, async ({ server, viewer, params }) => {
  const { state, receipt } = await channelPresent(server, viewer, params.slug);
  return { data: { state, receipt: receiptToApi(receipt) } };
});
