import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { DestinationInput } from "#lib/alerts/action.ts";
import { DeliveryCard } from "./delivery-card.tsx";

test.each<[DestinationInput, string]>([
  [{ type: "email", to: "ops@example.com" }, ">may have to confirm first<"],
  [{ type: "sms", to: "+4917012345678" }, ">confirms first<"],
  [{ type: "webhook", url: "https://example.com/hook" }, ">new<"],
])("a new destination promises no confirmation that may not be asked: %j", (input, words) => {
  const actions = [{ target: { kind: "new" as const, key: "new", input }, failover: null }];
  const card = (
    <DeliveryCard actions={actions} destinations={[]} disabled={false} onChange={() => undefined} />
  );
  expect(renderToStaticMarkup(card)).toContain(words);
});
