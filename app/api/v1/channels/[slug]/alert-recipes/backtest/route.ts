import { backtest } from "#lib/alerts/backtest/backtest.ts";
import { backtestBody } from "#lib/http/api/alert-schemas.ts";
import { backtestToApi } from "#lib/http/api/alerts.ts";
import { rangeOf, slugParam } from "#lib/http/parameters.ts";
import { route } from "#lib/http/route.ts";

const USUAL_RANGE = "7d";

export const POST = route(
  { params: { slug: slugParam }, body: backtestBody },
  async ({ server, viewer, params, body: { trigger, recover_minutes, ...asked } }) => {
    const named = asked.from === undefined && asked.to === undefined;
    const range = rangeOf(named ? { range: asked.range ?? USUAL_RANGE } : asked, server);
    const recipe = { trigger, ...(recover_minutes === undefined ? {} : { recover_minutes }) };
    return { data: backtestToApi(await backtest(server, viewer, params.slug, recipe, range)) };
  },
);
