import { describe, expect, it, vi } from "vitest";
import { tokenOf } from "#lib/testing/ifttt.ts";
import { asEngine, bearer, data, here, openProtocol, poll, post, refusal, send } from "./protocol-world.ts";

vi.mock("#lib/server.ts", async () => ({ getServer: (await import("./protocol-world.ts")).getServer }));

/** Trigger identities, field options and validation, as the protocol's documents have them. */
openProtocol();

describe("trigger identities", () => {
  const body = { trigger_identity: "identity-1", triggerFields: { channel: "alpha" } };
  const known = () =>
    here.world.database.iftttTrigger.findMany({ select: { identity: true, trigger: true } });

  it("are remembered by polling, and forgotten by DELETE with the person's token", async () => {
    await data(await poll("no_traffic", body));
    expect(await known()).toEqual([{ identity: "identity-1", trigger: "no_traffic" }]);
    const path = "triggers/no_traffic/trigger_identity/identity-1";
    await data(await send("DELETE", path, { headers: bearer(here.token) }));
    expect(await known()).toEqual([]);
  });

  it("are forgotten by DELETE with the service key", async () => {
    await data(await poll("no_traffic", body));
    await data(await asEngine("DELETE", "triggers/no_traffic/trigger_identity/identity-1"));
    expect(await known()).toEqual([]);
  });

  it("that are not known are forgotten all the same; another person's stays", async () => {
    await data(await poll("no_traffic", body));
    await data(await asEngine("DELETE", "triggers/no_traffic/trigger_identity/unknown"));
    await data(await asEngine("DELETE", "triggers/api_down/trigger_identity/identity-1"));
    const other = await tokenOf(
      here.world,
      await here.world.somebody("other@acme.example", { reads: ["alpha"] }),
    );
    const path = "triggers/no_traffic/trigger_identity/identity-1";
    await data(await send("DELETE", path, { headers: bearer(other) }));
    expect(await known()).toHaveLength(1);
    const nothing = await asEngine("DELETE", "triggers/nothing/trigger_identity/identity-1");
    expect(await refusal(nothing)).toMatchObject({ status: 404 });
  });
});

describe("field options", () => {
  const options = async (slug: string, field: string, who = here.token) =>
    data(await post(`triggers/${slug}/fields/${field}/options`, "", who));

  it("of channel are the person's own", async () => {
    expect(await options("api_down", "channel")).toEqual([{ label: "alpha", value: "alpha" }]);
  });

  it("of endpoint are the Channel's; of several Channels one level of groups", async () => {
    expect(await options("api_down", "endpoint")).toEqual([
      { label: "Any endpoint", value: "any" },
      { label: "New lead", value: "new_lead" },
      { label: "Send a message", value: "send_message" },
    ]);
    const both = await tokenOf(
      here.world,
      await here.world.somebody("both@acme.example", { owns: ["alpha", "beta"] }),
    );
    expect(await options("api_down", "endpoint", both)).toEqual([
      { label: "Any endpoint", value: "any" },
      { label: "alpha", values: [expect.objectContaining({ value: "new_lead" }), expect.anything()] },
      { label: "beta", values: [{ label: "Hidden", value: "hidden" }] },
    ]);
  });

  it("of percentile are three; what is typed and what is not there is 404", async () => {
    expect(await options("latency_above", "percentile")).toHaveLength(3);
    for (const path of [
      "api_down/fields/threshold",
      "api_down/fields/nothing",
      "latency_above/fields/milliseconds",
    ]) {
      expect(await refusal(await post(`triggers/${path}/options`, {}, here.token))).toMatchObject({
        status: 404,
      });
    }
  });
});

describe("validation", () => {
  const check = async (slug: string, field: string, value: unknown) =>
    data<{ valid: boolean }>(await post(`triggers/${slug}/fields/${field}/validate`, { value }, here.token));

  it("of a field always answers 200, with a message for what is not valid", async () => {
    expect(await check("api_down", "channel", "alpha")).toEqual({ valid: true });
    expect(await check("api_down", "channel", "beta")).toEqual({ valid: false, message: expect.any(String) });
    expect(await check("api_down", "channel", undefined)).toMatchObject({ valid: false });
    expect(await check("api_down", "endpoint", "new_lead")).toEqual({ valid: true });
    expect(await check("api_down", "endpoint", "")).toEqual({ valid: true });
    expect(await check("api_down", "endpoint", "hidden")).toMatchObject({ valid: false });
  });

  it("takes numbers as people type them", async () => {
    for (const value of ["5", "5 %", "0.5", 5])
      expect(await check("error_rate_above", "threshold", value)).toEqual({ valid: true });
    for (const value of ["", "0", "101", "five", "-1", "1e9", null, {}]) {
      expect(await check("error_rate_above", "threshold", value), String(value)).toMatchObject({
        valid: false,
      });
    }
    expect(await check("latency_above", "milliseconds", "2000 ms")).toEqual({ valid: true });
    expect(await check("latency_above", "milliseconds", "0")).toMatchObject({ valid: false });
    expect(await check("latency_above", "percentile", "")).toEqual({ valid: true });
    expect(await check("latency_above", "percentile", "100")).toMatchObject({ valid: false });
  });

  it("in context is served under both paths that the documents name", async () => {
    for (const path of ["triggers/error_rate_above/validate", "triggers/error_rate_above/fields/validate"]) {
      const judge = async (values: object) => data(await post(path, { values }, here.token));
      expect(await judge({ channel: "alpha", endpoint: "new_lead", threshold: "5" })).toEqual({
        channel: { valid: true },
        endpoint: { valid: true },
        threshold: { valid: true },
      });
      expect(await judge({ channel: "beta", endpoint: "new_lead" })).toEqual({
        channel: { valid: false, message: expect.any(String) },
        endpoint: { valid: false, message: expect.any(String) },
        threshold: { valid: false, message: expect.any(String) },
      });
      expect(await refusal(await post(path, {}, here.token))).toMatchObject({ status: 400 });
    }
  });

  it("of a field that the trigger does not have is 404", async () => {
    const path = "triggers/api_down/fields/threshold/validate";
    expect(await refusal(await post(path, { value: "5" }, here.token))).toMatchObject({ status: 404 });
  });
});
