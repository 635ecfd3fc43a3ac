import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Running } from "./running.tsx";

test("that a query runs is announced once: the counted seconds stand outside", () => {
  const markup = renderToStaticMarkup(<Running onCancel={() => undefined} />);
  expect(markup).not.toMatch(/role="status"|aria-live/);
  const announced = /<output[^>]*>(.*?)<\/output>/.exec(markup)?.[1]?.replaceAll(/<[^>]*>/g, "");
  expect(announced).toBe("Running");
});
