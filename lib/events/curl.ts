import type { RequestView } from "./views.ts";

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The request as a shell command, redacted as it was stored: what stood for a secret has to be put back by hand. */
export function toCurl(request: Partial<Pick<RequestView, "method" | "url" | "request_headers">>): string {
  const lines = [`curl --request ${request.method ?? "GET"} ${quote(request.url ?? "")}`];
  for (const [name, value] of Object.entries(request.request_headers ?? {})) {
    lines.push(`  --header ${quote(`${name}: ${value}`)}`);
  }
  return lines.join(" \\\n");
}
