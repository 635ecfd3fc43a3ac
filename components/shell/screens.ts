import type { Navigation, NavigationChannel } from "./context.tsx";

export type ScreenName =
  | "health"
  | "logs"
  | "usage"
  | "alerts"
  | "incidents"
  | "settings"
  | "channels"
  | "pipeline"
  | "jobs"
  | "overview"
  | "reports"
  | "support"
  | "dead-letters"
  | "unregistered"
  | "demo"
  | "admin";

/** A page that the viewer may open. */
export interface Screen {
  name: ScreenName;
  label: string;
  /** Without query. */
  path: string;
  /** Whether its address has a range, which links keep. */
  ranged: boolean;
}

const screen = (name: ScreenName, label: string, path: string, ranged = false): Screen => ({
  name,
  label,
  path,
  ranged,
});

/**
 * Screens of one Channel; `channel` is null for one that only its traffic made known. Who sees how it is used but none
 * of its requests gets that alone.
 */
export function channelScreens(slug: string, channel: NavigationChannel | null): Screen[] {
  const base = `/channels/${slug}`;
  const usage = screen("usage", "Usage", `${base}/usage`);
  if (channel?.requests === false) return [usage];
  return [
    screen("health", "Health", `${base}/health`, true),
    screen("logs", "Logs", `${base}/logs`, true),
    usage,
    ...(channel === null ? [] : [screen("alerts", "Alerts", `${base}/alerts`)]),
    screen("incidents", "Incidents", `${base}/incidents`),
    ...(channel?.settings ? [screen("settings", "Settings", `${base}/settings`)] : []),
  ];
}

/** Where one enters a Channel: its Health, in the range of `query`, or its Usage for whoever sees none of its requests. */
export function channelHome({ slug, requests }: Pick<NavigationChannel, "slug" | "requests">, query: string) {
  return requests ? `/channels/${slug}/health${query}` : `/channels/${slug}/usage`;
}

/** Screens over all Channels, as far as the viewer's rights reach. */
export function workspaceScreens({ pipeline, reports, support, admin }: Navigation): Screen[] {
  return [
    screen("channels", "Channels", "/channels", true),
    ...(pipeline ? [screen("pipeline", "Pipeline", "/pipeline")] : []),
    ...(reports ? [screen("overview", "All usage", "/usage"), screen("reports", "Reports", "/reports")] : []),
    ...(support ? [screen("support", "Support", "/support")] : []),
    ...(admin ? [screen("admin", "Admin", "/admin")] : []),
  ];
}

/** What lies within the Pipeline, one step further. */
export function pipelineScreens({ pipeline }: Navigation): Screen[] {
  return pipeline ? [screen("jobs", "Jobs", "/pipeline/jobs")] : [];
}

/** What lies within Support, one step further. */
export function supportScreens({ pipeline, support, demo }: Navigation): Screen[] {
  return [
    ...(pipeline ? [screen("dead-letters", "Dead letters", "/support/dead-letters")] : []),
    ...(support ? [screen("unregistered", "Unregistered Channels", "/support/unregistered")] : []),
    ...(demo ? [screen("demo", "Demo", "/support/demo")] : []),
  ];
}
