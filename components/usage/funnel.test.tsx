import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Funnel } from "./funnel.tsx";

const receipt = {
  completeTo: "2026-03-02",
  days: 7,
  rows: 3,
  madeAt: Date.parse("2026-03-03T01:00:00Z"),
  verified: null,
  madeAnewAt: null,
};

function words(funnel: { connected: number; created: number | null; enabled: number | null; ran: number }) {
  const people = { active: 9, first: 9, connected: funnel.connected, funnel };
  const html = renderToStaticMarkup(<Funnel people={people} receipt={receipt} days={7} />);
  return html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

test("a few who connected are counted, as in the figures above; how far they came is not told apart", () => {
  expect(words({ connected: 3, created: null, enabled: null, ran: 0 })).toContain(
    "Connected the Channel 3 100 % Created a Recipe fewer than 5 Enabled it fewer than 5 It ran 0 0.0 %",
  );
});

test("nobody who connected has no funnel", () => {
  expect(words({ connected: 0, created: 0, enabled: 0, ran: 0 })).toContain("Nobody connected in these days");
});
