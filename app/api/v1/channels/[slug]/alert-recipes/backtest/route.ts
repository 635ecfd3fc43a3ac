import { askedRange } from "#lib/alerts/backtest/asked-range.ts";
import { backtest } from "#lib/alerts/backtest/backtest.ts";
import { backtestBody } from "#lib/http/api/alert-schemas.ts";
import { backtestToApi } from "#lib/http/api/alerts.ts";
import { slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  { params: { slug: slugParam }, body: backtestBody, reads: true },
  async ({ server, viewer, params, body: { trigger, recover_minutes, ...asked } }) => {
    const range = askedRange(asked, server.clock.now(), server.config.RETENTION_DAYS);
    const recipe = { trigger, ...(recover_minutes === undefined ? {} : { recover_minutes }) };
    return { data: backtestToApi(await backtest(server, viewer, params.slug, recipe, range)) };
  },
);
