import type { z } from "zod";
import type {
  UsageBreakdown,
  UsageDay,
  UsageFigures,
  UsagePeople,
  UsageReceipt,
  UsageView,
} from "../../usage/views.ts";
import { toInstant, toInstantOrNull } from "./instant.ts";
import type { usageData } from "./usage-schemas.ts";

type UsageData = z.infer<typeof usageData>;
type FiguresData = NonNullable<UsageData["figures"]>;

const peopleToApi = ({ active, first, connected, funnel }: UsagePeople): FiguresData["people"] => ({
  active,
  new: first,
  connected,
  funnel,
});

const dayToApi = (day: UsageDay): FiguresData["days"][number] => ({
  date: day.date,
  active_users: day.active,
  active_users_7d: day.week,
  active_users_28d: day.month,
  new_users: day.first,
  recipes_created: day.created,
  recipes_enabled: day.enabled,
  recipes_disabled: day.disabled,
  recipes_enabled_at_end: day.enabledAtEnd,
  runs: day.runs,
  users_connected: day.connected,
  users_disconnected: day.disconnected,
});

const breakdownToApi = ({ groups, other }: UsageBreakdown): FiguresData["pairs"] => ({
  groups: groups.map(({ key, kind, users, amount, before }) => ({
    key,
    kind,
    users,
    count: amount,
    previous: before,
  })),
  other: other === null ? null : { groups: other.groups, count: other.amount },
});

const receiptToApi = ({ completeTo, days, rows, madeAt, verified, madeAnewAt }: UsageReceipt) => ({
  complete_to: completeTo,
  days,
  rows,
  made_at: toInstant(madeAt),
  verified: verified === null ? null : { at: toInstant(verified.at), equal: verified.equal },
  made_anew_at: toInstantOrNull(madeAnewAt),
});

const figuresToApi = (figures: UsageFigures): FiguresData => ({
  from: figures.from,
  to: figures.to,
  people: peopleToApi(figures.people),
  previous_people: figures.peopleBefore === null ? null : peopleToApi(figures.peopleBefore),
  days: figures.days.map(dayToApi),
  previous_days: figures.daysBefore.map(dayToApi),
  endpoints: breakdownToApi(figures.endpoints),
  pairs: breakdownToApi(figures.pairs),
  platforms: breakdownToApi(figures.platforms),
  countries: breakdownToApi(figures.countries),
  recipes: figures.recipes,
  retention: figures.retention,
  receipts: Object.fromEntries(
    Object.entries(figures.receipts).map(([part, receipt]) => [part, receiptToApi(receipt)]),
  ),
});

/** `data` of `GET /api/v1/channels/{slug}/usage`. */
export const usageToApi = (view: UsageView): UsageData => ({
  channel: view.channel,
  range: view.range,
  complete_to: view.completeTo,
  figures: view.figures === null ? null : figuresToApi(view.figures),
});
