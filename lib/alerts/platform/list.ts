import { canAsStaff, requireStaff, type Viewer } from "../../channels/access.ts";
import type { Database } from "../../database/client.ts";
import { destinationViews } from "../destinations/list.ts";
import { ALERT_STATES } from "../views.ts";
import { ABOUT, PLATFORM_MEASURES, platformCondition } from "./measures.ts";
import { platformTrigger } from "./trigger.ts";
import type { PlatformAlerts, PlatformAlertView } from "./views.ts";

/** The installation's own alert Recipes with their states and last incidents, and whom they tell; needs `pipeline:read`. */
export async function listPlatformAlerts(
  { database }: { database: Pick<Database, "alertRecipe" | "destination"> },
  viewer: Viewer,
): Promise<PlatformAlerts> {
  requireStaff(viewer, "pipeline:read");
  const [rows, destinations] = await Promise.all([
    database.alertRecipe.findMany({
      where: { channelSlug: null },
      include: { state: true, incidents: { orderBy: { firedAt: "desc" }, take: 1 } },
    }),
    destinationViews(database, null),
  ]);
  const alerts = rows.flatMap(({ state, incidents: [last], ...row }): PlatformAlertView[] => {
    const { data: trigger } = platformTrigger.safeParse(row.trigger);
    if (trigger === undefined) return [];
    const { measure, above, for_minutes } = trigger;
    const name = ALERT_STATES.find((one) => one === state?.state) ?? "ok";
    return [
      {
        id: row.id,
        name: row.name,
        condition: platformCondition(trigger),
        unit: ABOUT[measure].unit,
        measure,
        above,
        for_minutes,
        state: !row.enabled ? "off" : state?.error != null ? "error" : name,
        since: (state?.since ?? row.createdAt).getTime(),
        value: state?.value ?? null,
        error: state?.error ?? null,
        judged_at: state?.evaluatedTo?.getTime() ?? null,
        last_incident:
          last === undefined
            ? null
            : {
                number: last.number,
                title: last.title,
                started_at: last.startedAt.getTime(),
                recovered_at: last.recoveredAt?.getTime() ?? null,
              },
      },
    ];
  });
  const place = ({ measure }: PlatformAlertView) => PLATFORM_MEASURES.indexOf(measure);
  return {
    alerts: alerts.toSorted((a, b) => place(a) - place(b)),
    destinations: destinations.map((one) => ({ ...one, used_by: ["all platform alerts"] })),
    may_change: canAsStaff(viewer, "platform-alerts:write"),
  };
}
