import type { DeadLetterSearch } from "#components/dead-letters/search.ts";

const NAMES = ["reason", "channel", "text"] as const;

/** What is searched for, as the address has it: `?reason=not_json&text=…`. */
export function readSearch(params: URLSearchParams): DeadLetterSearch {
  const [reason, channel, text] = NAMES.map((name) => params.get(name) ?? "");
  return { reason: reason ?? "", channel: channel ?? "", text: text ?? "" };
}

/** The same address with another search, or another open letter (null for none). */
export function writeSearch(
  params: URLSearchParams,
  search: DeadLetterSearch,
  letter: string | null,
): string {
  const next = new URLSearchParams(params);
  for (const [name, value] of [
    ...NAMES.map((one) => [one, search[one]] as const),
    ["letter", letter ?? ""] as const,
  ]) {
    if (value === "") next.delete(name);
    else next.set(name, value);
  }
  return next.size === 0 ? "?" : `?${next}`;
}
