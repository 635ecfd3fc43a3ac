import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const components = join(import.meta.dirname, "..");
const shown = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".tsx"))
  .map((file) => readFileSync(join(import.meta.dirname, file), "utf8"))
  .join("\n");

/** Parts of another piece that is shown. */
const WITHIN = [
  "time-chart.tsx",
  "chart-overlays.tsx",
  "threshold-label.tsx",
  "layer.tsx",
  "popover-panel.tsx",
  "dialog-panel.tsx",
  "tooltip-bubble.tsx",
];

it.each(["ui", "charts"])("the design page shows every piece of components/%s", (folder) => {
  const pieces = readdirSync(join(components, folder)).filter((file) => file.endsWith(".tsx"));
  const missing = pieces.filter((file) => !WITHIN.includes(file) && !shown.includes(`/${folder}/${file}"`));
  expect(missing).toEqual([]);
});
