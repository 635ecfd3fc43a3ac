import type { RetryResult, Unsendable } from "#lib/dead-letters/views.ts";
import { formatCount, formatPlural } from "#lib/format/number.ts";

export const WHY_NOT: Record<Unsendable, string> = {
  no_value: "The record had no value: there is nothing to send again.",
  cut: "Only the beginning was kept, so it cannot be sent again whole.",
  unknown_topic: "It came from a topic that is not this product's.",
};

/** What a retry did: `3 letters were sent again. 2 were already, 1 cannot be.` */
export function retryInWords({ retried, already, unsendable }: RetryResult): string {
  const others = [
    already > 0 ? `${formatCount(already)} ${already === 1 ? "was" : "were"} already` : null,
    unsendable > 0 ? `${formatCount(unsendable)} cannot be` : null,
  ].filter((part) => part !== null);
  const did =
    retried === 0
      ? "No letter was sent again."
      : `${formatPlural(retried, "letter")} ${retried === 1 ? "was" : "were"} sent again.`;
  return others.length === 0 ? did : `${did} ${others.join(", ")}.`;
}
