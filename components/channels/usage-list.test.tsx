import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { UsageList } from "./usage-list.tsx";

test("each Channel leads to its Usage, and to nothing that its viewer may not see", () => {
  const channels = ["alpha", "beta"].map((slug) => ({ slug, name: slug, partner: "Acme", color: null }));
  const html = renderToStaticMarkup(<UsageList channels={channels} />);
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
  expect(links).toEqual(["/channels/alpha/usage", "/channels/beta/usage"]);
  expect(html).toContain("Usage of 2 Channels");
});
