import { channelOverviews } from "#lib/channels/overviews.ts";
import { channelToApi } from "#lib/http/api/channel.ts";
import { receiptToApi } from "#lib/http/api/receipt.ts";
import { rangeOf, rangeParams } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";
import { readReceipt } from "#lib/pipeline/progress.ts";

export const GET = route({ query: rangeParams }, async ({ server, viewer, query }) => {
  const [overviews, receipt] = await Promise.all([
    channelOverviews(server, viewer, rangeOf(query, server)),
    readReceipt(server.database, server.clock.now()),
  ]);
  return { data: overviews.map(channelToApi), next_cursor: null, receipt: receiptToApi(receipt) };
});
