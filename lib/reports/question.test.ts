import { describe, expect, it } from "vitest";
import { FIRST_QUESTION, problemOf, type Question, sqlOf } from "./question.ts";

const ask = (change: Partial<Question>) => ({ ...FIRST_QUESTION, ...change });

describe("a question as SQL", () => {
  it("reads as a person would write it", () => {
    const question = ask({ measure: "recipes_created", breakdown: "property:experiment_onboarding" });
    expect(sqlOf({ ...question, channel: "acme-chat" })).toBe(
      `-- Recipes created
select cast(date_trunc('day', occurred_at) as date) as day_begins,
       coalesce(warehouse.property(properties, 'experiment_onboarding'), 'none') as experiment_onboarding,
       count(distinct case when type = 'recipe_created' then recipe_id end) as recipes_created
from warehouse.interactions
where occurred_at >= current_date - 28
  and occurred_at < current_date
  and channel = 'acme-chat'
group by 1, 2
order by 1, 2`,
    );
  });

  it("has the largest first where there is no time, and one row where there is nothing to group by", () => {
    const range = { from: "2026-03-01", to: "2026-03-31" };
    const sql = sqlOf(ask({ measure: "failures", breakdown: "status_class", step: null, range }));
    expect(sql).toContain("where hour_at >= date '2026-03-01'\n  and hour_at < date '2026-03-31' + 1");
    expect(sql).toMatch(/group by 1\norder by 2 desc$/);
    expect(sqlOf(ask({ step: null }))).not.toMatch(/group by|order by/);
  });

  it("is of whole weeks and months, where it counts by them", () => {
    const thisWeek = "cast(date_trunc('week', current_date) as date)";
    expect(sqlOf(ask({ step: "week" }))).toContain(
      `where occurred_at >= cast(date_trunc('week', ${thisWeek} - 28) as date)\n  and occurred_at < ${thisWeek}\n`,
    );
    expect(sqlOf(ask({ step: "month", range: { from: "2026-03-01", to: "2026-03-31" } }))).not.toContain(
      "current_date",
    );
  });

  it("counts a run once for each Recipe in what is asked, whichever sides of it are there", () => {
    const breakdown = "property:endpoint";
    expect(sqlOf(ask({ measure: "recipe_runs", breakdown, channel: "acme-chat" }))).toBe(
      `-- Runs of Recipes
select part_1 as day_begins,
       part_2 as endpoint,
       sum(figure) as recipe_runs
from (
  select cast(date_trunc('day', occurred_at) as date) as part_1,
         coalesce(warehouse.property(properties, 'endpoint'), 'none') as part_2,
         greatest(sum(case when type = 'recipe_run' and warehouse.property(properties, 'kind') = 'trigger' then 1 else 0 end),
                  sum(case when type = 'recipe_run' and warehouse.property(properties, 'kind') = 'action' then 1 else 0 end))
           + sum(case when type = 'recipe_run' and coalesce(warehouse.property(properties, 'kind'), 'none') not in ('trigger', 'action') then 1 else 0 end) as figure
  from warehouse.interactions
  where occurred_at >= current_date - 28
    and occurred_at < current_date
    and channel = 'acme-chat'
  group by 1, 2, case when type = 'recipe_run' then coalesce(recipe_id, id) end
) each_one
group by 1, 2
order by 1, 2`,
    );
  });

  it.each([
    [ask({ breakdown: "property:it's" }), "A property is named by"],
    [ask({ breakdown: "property:" }), "A property is named by"],
    [ask({ breakdown: "endpoint" }), "cannot be broken down by endpoint"],
    [ask({ measure: "requests", breakdown: "property:kind" }), "API requests have no properties"],
    [ask({ measure: "requests", breakdown: "toString" }), "cannot be broken down"],
    [ask({ channel: "x' or true --" }), "named by its slug"],
    [ask({ range: { from: "2026-03-02", to: "2026-03-01" } }), "must not be after"],
    [ask({ range: { from: "", to: "2026-03-01" } }), "Choose"],
  ])("is none where it cannot be asked: %o", (question, problem) => {
    expect(problemOf(question)).toContain(problem);
  });
});
