import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../../channels/access.ts";
import { sendMail } from "../../mail.ts";
import { CHANNEL, type DeliveryWorld, openDeliveryWorld } from "../../testing/delivery-world.ts";
import { startReceiver } from "../../testing/receiver.ts";
import { startSmtpServer, type TestSmtpServer } from "../../testing/smtp-server.ts";
import { addDestination } from "./add.ts";
import { enableDestination, removeDestination, renameDestination } from "./change.ts";
import { confirmByCode, confirmByLink, sendConfirmationAgain } from "./confirm.ts";
import { listDestinations } from "./list.ts";
import { isReminded, type RemindersLink, setReminded, unsubscribeLink } from "./reminders.ts";

const MINUTE = 60_000;

describe("destinations", () => {
  let world: DeliveryWorld;
  let smtp: TestSmtpServer;
  let twilio: Awaited<ReturnType<typeof startReceiver>>;
  let owner: Person;
  let member: Person;

  beforeEach(async () => {
    smtp = await startSmtpServer();
    twilio = await startReceiver();
    twilio.answer(() => ({ status: 201, body: '{"sid":"SM1","status":"queued"}' }));
    world = await openDeliveryWorld({
      sendMail: (mail) => sendMail(smtp.url, mail),
      twilio: {
        url: new URL(twilio.url).origin,
        accountSid: "AC1",
        authToken: "token",
        from: "+15550001111",
        messagingServiceSid: null,
      },
    });
    owner = await world.somebody("owner@example.org", { owns: [CHANNEL] });
    member = await world.somebody("member@example.org", { reads: [CHANNEL] });
  });
  afterEach(async () => {
    await world.closeAll();
    await smtp.close();
    await twilio.close();
  });

  const views = () => listDestinations(world, member, CHANNEL);

  it("are one per address, show no secret, and keep none in the clear", async () => {
    const url = "https://hooks.example.com/services/T000/B000/a-very-secret-token";
    const [one, two] = [
      await world.destination({ type: "slack", url }),
      await world.destination({ type: "slack", url }),
    ];
    expect(two.id).toBe(one.id);
    const shown = JSON.stringify(await views());
    const stored = JSON.stringify(await world.database.destination.findMany());
    expect(shown).not.toContain("very-secret");
    expect(stored).not.toContain("very-secret");
    const hook = await world.destination({ type: "webhook", url: "https://api.example.com/in" });
    expect(hook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{42,}=*$/);
    expect(
      (await world.destination({ type: "webhook", url: "https://api.example.com/in" })).secret,
    ).toBeNull();
  });

  it("on addresses that we do not call are refused, naming the field", async () => {
    const deps = { clock: world.clock, encryptionKey: "k", allowPrivate: false };
    for (const url of ["http://example.com/", "https://127.0.0.1/", "https://localhost/"]) {
      const made = addDestination({ ...world, destinations: deps }, owner, CHANNEL, { type: "webhook", url });
      await expect(made).rejects.toMatchObject({ code: "bad_request", field: "url" });
    }
  });

  it("by mail get nothing but a link before they confirm", async () => {
    const { id } = await world.destination({ type: "email", to: "oncall@example.org" });
    await world.deliver();
    await world.deliver();
    expect(smtp.messages()).toHaveLength(1);
    const token = /token=([\w-]+)/.exec(smtp.messages()[0]?.text ?? "")?.[1] ?? "";
    await expect(confirmByLink(world, "guessed")).rejects.toMatchObject({ code: "not_found" });
    expect(await confirmByLink(world, token)).toEqual({ hint: "oncall@example.org", channel: CHANNEL });
    await world.fired({ id });
    await world.deliver();
    expect(smtp.messages()[1]).toMatchObject({ to: ["oncall@example.org"] });
    expect(smtp.messages()[1]?.subject).toContain("Firing");
  });

  it("by mail of a member need no second proof", async () => {
    await world.destination({ type: "email", to: "member@example.org" });
    expect((await views())[0]?.confirmed_at).not.toBeNull();
  });

  it("by text message take the code that was sent, five tries", async () => {
    const { id } = await world.destination({ type: "sms", to: "+4917012345678" });
    await world.deliver();
    const code = /(\d{6})/.exec(new URLSearchParams(twilio.received[0]?.body).get("Body") ?? "")?.[1] ?? "";
    const deps = { ...world, encryptionKey: "a key for tests only" };
    const wrong = code === "000000" ? "000001" : "000000";
    const confirm = (person: Person, tried: string) =>
      confirmByCode(deps, person, { channel: CHANNEL, id, code: tried });
    await expect(confirm(member, code)).rejects.toMatchObject({ code: "forbidden" });
    for (let n = 0; n < 5; n++)
      await expect(confirm(owner, wrong)).rejects.toMatchObject({ code: "bad_request" });
    await expect(confirm(owner, code)).rejects.toMatchObject({ code: "conflict" });
    await expect(sendConfirmationAgain(world, owner, { channel: CHANNEL, id })).rejects.toMatchObject({
      code: "rate_limited",
    });
    world.clock.advance(MINUTE);
    await sendConfirmationAgain(world, owner, { channel: CHANNEL, id });
    await world.deliver();
    const again = /(\d{6})/.exec(new URLSearchParams(twilio.received[1]?.body).get("Body") ?? "")?.[1] ?? "";
    await confirm(owner, again);
    expect((await views())[0]?.confirmed_at).not.toBeNull();
  });

  it("are renamed, switched on again and removed by owners, on the record", async () => {
    const { id } = await world.destination({ type: "webhook", url: "https://api.example.com/in" });
    const named = { channel: CHANNEL, id };
    await expect(renameDestination(world, member, { ...named, name: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await renameDestination(world, owner, { ...named, name: "Pager" });
    await world.database.destination.update({
      where: { id },
      data: { disabledAt: new Date(), disabledReason: "gone" },
    });
    await enableDestination(world, owner, named);
    expect((await views())[0]).toMatchObject({ name: "Pager", disabled: null });
    await removeDestination(world, owner, named);
    expect(await views()).toEqual([]);
    await expect(removeDestination(world, owner, named)).rejects.toMatchObject({ code: "not_found" });
    const actions = (await world.database.auditEntry.findMany({ orderBy: { id: "asc" } })).map(
      ({ action }) => action,
    );
    expect(actions.filter((action) => action.startsWith("destination."))).toEqual([
      "destination.create",
      "destination.rename",
      "destination.enable",
      "destination.remove",
    ]);
  });

  it("end their reminders, and begin them again, by a link that only we can make", async () => {
    const { id } = await world.destination({ type: "email", to: "member@example.org" });
    const link = new URL(unsubscribeLink("https://scope.example", id, "a key"));
    const [d, s] = [link.searchParams.get("d") ?? "", link.searchParams.get("s") ?? ""];
    const guessed = { d, s: `${s.slice(0, -1)}x` };
    const set = (link: RemindersLink, wanted: boolean) => setReminded(world.database, link, "a key", wanted);
    const listed = async () => (await listDestinations(world, owner, CHANNEL))[0]?.reminders;
    expect([await set(guessed, false), await isReminded(world.database, guessed, "a key")]).toEqual([
      false,
      null,
    ]);
    expect([await listed(), await isReminded(world.database, { d, s }, "a key")]).toEqual([true, true]);
    expect(await set({ d, s }, false)).toBe(true);
    expect([await listed(), await isReminded(world.database, { d, s }, "a key")]).toEqual([false, false]);
    expect(await set({ d, s }, true)).toBe(true);
    expect(await listed()).toBe(true);
  });
});
