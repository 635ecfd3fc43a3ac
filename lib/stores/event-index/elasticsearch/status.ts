import type { IndexStatus } from "../inspection.ts";

/** The server's word for it; what is not heard of counts as the worst. */
export function statusOf(word: string): IndexStatus {
  const lower = word.toLowerCase();
  return lower === "green" || lower === "yellow" ? lower : "red";
}
