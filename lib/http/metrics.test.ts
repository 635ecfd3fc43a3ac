import { expect, test } from "vitest";
import { countRejectedLine, metricsText } from "./metrics.ts";

test("lines that the intake refused are counted by reason", async () => {
  countRejectedLine("not_json");
  countRejectedLine("not_json");
  countRejectedLine("other_channel");
  const { body } = await metricsText();
  expect(body).toContain('channelscope_intake_rejected_lines_total{reason="not_json"} 2\n');
  expect(body).toContain('channelscope_intake_rejected_lines_total{reason="other_channel"} 1\n');
});
