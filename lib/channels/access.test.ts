import { describe, expect, it } from "vitest";
import { AppError } from "../errors.ts";
import {
  CHANNEL_ACTIONS,
  type ChannelAction,
  canAsStaff,
  canOnChannel,
  channelScope,
  type KeyHolder,
  type KeyScope,
  operator,
  type Person,
  requireStaff,
  scopeOf,
  type Viewer,
  viewAs,
} from "./access.ts";

const person = (overrides: Partial<Person>): Person => ({
  type: "person",
  id: "p",
  email: "p@example.com",
  name: null,
  staff: null,
  memberships: [],
  ...overrides,
});
const member = person({ memberships: [{ channel: "alpha", role: "member" }] });
const owner = person({ memberships: [{ channel: "alpha", role: "owner" }] });
const key = (channel: string | null, ...scopes: KeyScope[]): KeyHolder => ({
  type: "key",
  id: "k",
  channel,
  scopes,
});

function refusal(viewer: Viewer, action: ChannelAction, channel: string): string {
  try {
    channelScope(viewer, action, channel);
    return "granted";
  } catch (error) {
    return error instanceof AppError ? error.code : "thrown";
  }
}

const READING: ChannelAction[] = ["requests:read", "usage:read", "settings:read", "alerts:read"];

describe("what a person may do to a Channel", () => {
  it.each<[string, Person, ChannelAction[]]>([
    ["member", member, ["requests:read", "usage:read", "alerts:read", "incidents:respond", "views:keep"]],
    ["owner", owner, CHANNEL_ACTIONS.filter((action) => action !== "events:write")],
    ["support", person({ staff: "support" }), [...READING, "incidents:respond", "views:keep"]],
    ["support, viewing as partner", viewAs(person({ staff: "support" }), "alpha"), READING],
    ["an admin, viewing as partner", viewAs(person({ staff: "admin" }), "alpha"), READING],
    ["analyst", person({ staff: "analyst" }), ["usage:read"]],
    ["admin", person({ staff: "admin" }), [...CHANNEL_ACTIONS]],
    ["somebody without any right", person({}), []],
  ])("%s", (_name, viewer, allowed) => {
    expect(CHANNEL_ACTIONS.filter((action) => canOnChannel(viewer, action, "alpha"))).toEqual(allowed);
  });

  it("hides the existence of another partner's Channel, and says what is missing on one's own", () => {
    for (const action of CHANNEL_ACTIONS) expect(refusal(owner, action, "beta")).toBe("not_found");
    expect(refusal(member, "keys:manage", "alpha")).toBe("forbidden");
    expect(refusal(member, "requests:read", "alpha")).toBe("granted");
  });

  it("adds a staff role to memberships rather than replacing them", () => {
    const both = person({ staff: "analyst", memberships: [{ channel: "alpha", role: "owner" }] });
    expect(scopeOf(both, "usage:read").channels).toBe("all");
    expect(scopeOf(both, "requests:read").channels).toEqual(["alpha"]);
  });
});

describe("what an API key may do", () => {
  it("is bound to its scopes and its Channel", () => {
    expect(refusal(key("alpha", "read"), "requests:read", "alpha")).toBe("granted");
    expect(refusal(key("alpha", "read"), "events:write", "alpha")).toBe("forbidden");
    expect(refusal(key("alpha", "read"), "requests:read", "beta")).toBe("not_found");
    expect(scopeOf(key(null, "read"), "requests:read").channels).toBe("all");
    expect(scopeOf(key(null, "events:write"), "requests:read").channels).toEqual([]);
  });

  it("never manages keys or members, and is never staff", () => {
    const every = key(null, "events:write", "read", "alerts:write");
    expect(canOnChannel(every, "keys:manage", "alpha")).toBe(false);
    expect(canOnChannel(every, "members:manage", "alpha")).toBe(false);
    expect(canOnChannel(every, "views:keep", "alpha")).toBe(false);
    expect(canOnChannel(every, "views:share", "alpha")).toBe(false);
    expect(canAsStaff(every, "channels:register")).toBe(false);
  });
});

describe("staff actions", () => {
  it("are invisible to everybody else", () => {
    expect(() => requireStaff(owner, "channels:register")).toThrow(
      expect.objectContaining({ code: "not_found" }),
    );
    expect(() => requireStaff(person({ staff: "support" }), "channels:register")).toThrow();
    expect(() => requireStaff(person({ staff: "admin" }), "channels:register")).not.toThrow();
  });

  it("are open to the operator at the machine", () => {
    expect(() => requireStaff(operator, "channels:register")).not.toThrow();
    expect(canOnChannel(operator, "keys:manage", "alpha")).toBe(true);
  });
});
