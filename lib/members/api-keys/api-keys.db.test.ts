import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operator, type Person } from "../../channels/access.ts";
import { type MembersWorld, openMembersWorld } from "../../testing/members.ts";
import { createApiKey } from "./create.ts";
import { listApiKeys } from "./list.ts";
import { revokeApiKey } from "./revoke.ts";
import { verifyApiKey } from "./verify.ts";

let world: MembersWorld;
let owner: Person;
let member: Person;
let stranger: Person;
beforeAll(async () => {
  world = await openMembersWorld();
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  member = await world.somebody("member@acme.example", { reads: ["alpha"] });
  stranger = await world.somebody("stranger@beta.example", { owns: ["beta"] });
});
afterAll(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });
const sending = { name: "worker", channel: "alpha", scopes: ["events:write"] } as const;

describe("an API key", () => {
  it("is shown once, stored as a hash, and speaks for its Channel and scopes", async () => {
    const { id, key } = await createApiKey(world, owner, sending);
    expect(key).toMatch(/^csk_[\w-]{43}$/);
    expect(await verifyApiKey(world, key)).toEqual({
      type: "key",
      id,
      channel: "alpha",
      scopes: ["events:write"],
    });
    const stored = JSON.stringify(await world.database.apiKey.findMany());
    expect(stored).not.toContain(key);
    expect(stored).toContain(key.slice(0, 10));
    expect(await world.audit()).toContain("api_key.create");
  });

  it("notes its use once a minute at most", async () => {
    const { id, key } = await createApiKey(world, owner, sending);
    const lastUse = async () =>
      (await listApiKeys(world, owner, "alpha")).find((entry) => entry.id === id)?.lastUsedAt;
    expect(await lastUse()).toBeNull();
    const first = world.clock.now();
    await verifyApiKey(world, key);
    world.clock.advance(59_000);
    await verifyApiKey(world, key);
    expect(await lastUse()).toBe(first);
    world.clock.advance(1_000);
    await verifyApiKey(world, key);
    expect(await lastUse()).toBe(first + 60_000);
  });

  it("ends at once when revoked, and only by whoever manages its Channel", async () => {
    const { id, key } = await createApiKey(world, owner, sending);
    await expect(revokeApiKey(world, stranger, { channel: "beta", id })).rejects.toEqual(
      refused("not_found"),
    );
    await expect(revokeApiKey(world, member, { channel: "alpha", id })).rejects.toEqual(refused("forbidden"));
    await revokeApiKey(world, owner, { channel: "alpha", id });
    expect(await verifyApiKey(world, key)).toBeNull();
    await expect(revokeApiKey(world, owner, { channel: "alpha", id })).rejects.toEqual(refused("not_found"));
  });

  it("is nothing when it is not ours", async () => {
    for (const key of ["", "csk_", `csk_${"a".repeat(43)}`, `csk_${"a".repeat(10_000)}`, "' or 1=1"]) {
      expect(await verifyApiKey(world, key)).toBeNull();
    }
  });

  it("is made only by whoever manages the Channel", async () => {
    await expect(createApiKey(world, member, sending)).rejects.toEqual(refused("forbidden"));
    await expect(createApiKey(world, stranger, sending)).rejects.toEqual(refused("not_found"));
    await expect(listApiKeys(world, stranger, "alpha")).rejects.toEqual(refused("not_found"));
  });

  it("of every Channel is the operator's alone", async () => {
    const everywhere = { name: "platform", channel: null, scopes: ["read", "events:write"] } as const;
    await expect(createApiKey(world, owner, everywhere)).rejects.toEqual(refused("not_found"));
    const { key } = await createApiKey(world, operator, everywhere);
    expect(await verifyApiKey(world, key)).toMatchObject({
      channel: null,
      scopes: ["events:write", "read"],
    });
    const unknown = { ...everywhere, channel: "nowhere" };
    await expect(createApiKey(world, operator, unknown)).rejects.toEqual(refused("not_found"));
  });
});

it("leaves an audit trail that the database itself will not change", async () => {
  await expect(world.database.auditEntry.updateMany({ data: { action: "nothing" } })).rejects.toThrow(
    "append-only",
  );
  await expect(world.database.auditEntry.deleteMany()).rejects.toThrow("append-only");
  for (const statement of [
    "update audit_entries set actor_id = null",
    "delete from audit_entries where id = 1",
    "truncate audit_entries",
  ]) {
    await expect(world.database.$executeRawUnsafe(statement)).rejects.toThrow("append-only");
  }
  // As a replica no ordinary trigger fires; these do.
  const asReplica = world.database.$transaction([
    world.database.$executeRaw`set local session_replication_role = replica`,
    world.database.$executeRaw`delete from audit_entries`,
  ]);
  await expect(asReplica).rejects.toThrow("append-only");
});
