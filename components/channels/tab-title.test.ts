import { describe, expect, it } from "vitest";
import { titleTemplate, titleWith } from "./tab-title.ts";

describe("the title of a Channel's tab", () => {
  it("begins with the state, then says which Channel, then which screen", () => {
    expect(titleTemplate("Brightbulb", "Degraded")).toBe("Degraded · Brightbulb · %s · Channelscope");
  });

  it("leaves the state out for whoever may not see requests", () => {
    expect(titleTemplate("Brightbulb", null)).toBe("Brightbulb · %s · Channelscope");
  });

  it("takes the state that is true now, whether it had one or not", () => {
    expect(titleWith("Degraded · Brightbulb · Logs · Channelscope", "Healthy")).toBe(
      "Healthy · Brightbulb · Logs · Channelscope",
    );
    expect(titleWith("Brightbulb · Logs · Channelscope", "No data")).toBe(
      "No data · Brightbulb · Logs · Channelscope",
    );
  });
});
