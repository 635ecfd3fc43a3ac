import type { ApiRequestEvent } from "./schema.ts";

/** Neither PostgreSQL's text nor UTF-8 can hold these: NUL and half of a surrogate pair. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

function cleanText(text: string): string {
  return isStorable(text) ? text : text.toWellFormed().replaceAll("\0", "\ufffd");
}

function cleanValue(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [cleanText(name), cleanValue(member)]),
  );
}

function isClean(value: unknown): boolean {
  if (typeof value === "string") return isStorable(value);
  if (typeof value !== "object" || value === null) return true;
  for (const name in value) {
    if (!isStorable(name) || !isClean((value as Record<string, unknown>)[name])) return false;
  }
  return true;
}

/** The event with U+FFFD where a text holds what no store can keep. */
export function cleanEvent(event: ApiRequestEvent): ApiRequestEvent {
  return isClean(event) ? event : (cleanValue(event) as ApiRequestEvent);
}
