import type { DemoChannel, DemoEndpoint } from "./catalogue/types.ts";

const FOLDERS = { trigger: "triggers", action: "actions", query: "queries" } as const;

export interface RequestTarget {
  method: "GET" | "POST";
  path: string;
  url: string;
}

/** Where the platform calls an endpoint, by the API's public name. */
export function requestTarget(channel: DemoChannel, endpoint: DemoEndpoint): RequestTarget {
  const path =
    endpoint.kind === "auth" ? "/ifttt/v1/user/info" : `/ifttt/v1/${FOLDERS[endpoint.kind]}/${endpoint.slug}`;
  return { method: endpoint.kind === "auth" ? "GET" : "POST", path, url: `https://${channel.host}${path}` };
}

/** The endpoint that a request is for, or null where the API has nothing. */
export function endpointAt(channel: DemoChannel, method: string, path: string): DemoEndpoint | null {
  return (
    channel.endpoints.find((endpoint) => {
      const target = requestTarget(channel, endpoint);
      return target.method === method && target.path === path;
    }) ?? null
  );
}
