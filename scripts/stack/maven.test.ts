import { describe, expect, it } from "vitest";
import { parseCoordinates } from "./maven.ts";

describe("Maven coordinates", () => {
  it("name a jar unless they say otherwise", () => {
    expect(parseCoordinates("org.apache.kafka:kafka_2.13:4.1.1")).toEqual({
      group: "org.apache.kafka",
      artifact: "kafka_2.13",
      version: "4.1.1",
      type: "jar",
      classifier: undefined,
    });
  });

  it("may name a type and a classifier", () => {
    expect(parseCoordinates("org.gaul:s3proxy:2.9.0:jar:jar-with-dependencies")).toMatchObject({
      type: "jar",
      classifier: "jar-with-dependencies",
    });
  });

  it.each(["kafka", "a:b", "a:b:c:d:e:f", "a:b:<c/>", ""])("refuse %j", (text) => {
    expect(() => parseCoordinates(text)).toThrow("Not Maven coordinates");
  });
});
