import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { addDestination } from "../alerts/destinations/add.ts";
import { listDestinations } from "../alerts/destinations/list.ts";
import type { Person } from "../channels/access.ts";
import { parseConfig } from "../config.ts";
import { createLog } from "../log.ts";
import { acceptInvitation } from "../members/accept-invitation.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { startSmtpServer, type TestSmtpServer } from "../testing/smtp-server.ts";
import { inviteByLink } from "./invite-by-link.ts";

vi.mock("./public-origin.ts", () => ({ publicOrigin: async () => "https://asked.example" }));

const NEXTAUTH_URL = "https://scope.example";
const fresh = { name: "Nia New", password: "a long password" };

let smtp: TestSmtpServer;
let world: MembersWorld;
let owner: Person;
beforeAll(async () => {
  [smtp, world] = await Promise.all([startSmtpServer(), openMembersWorld()]);
  owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
});
afterAll(() => Promise.all([smtp.close(), world.close()]));

function inviteTo(email: string, config: Record<string, string>) {
  const server = { ...world, config: parseConfig(config), log: createLog("test", "silent") };
  return inviteByLink(server, owner, { channel: "alpha", email, role: "member" });
}
const tokenIn = (text: string | null | undefined) => /token=([\w-]+)/.exec(text ?? "")?.[1] ?? "";
const toMailbox = (to: string) => addDestination(world, owner, "alpha", { type: "email", to });

describe("an invitation's link", () => {
  it("that is mailed is for the mailbox alone, which counts as confirmed once it is accepted", async () => {
    const email = "nia@acme.example";
    expect(await inviteTo(email, { SMTP_URL: smtp.url, NEXTAUTH_URL })).toEqual({ email, link: null });
    const mail = smtp.messages().find(({ to }) => to.includes(email));
    await acceptInvitation(world, tokenIn(mail?.text), fresh);
    expect(await toMailbox(email)).toMatchObject({ confirmed: true });
  });

  it("that the mail server did not take is shown, and proves nothing", async () => {
    const gone = await startSmtpServer();
    await gone.close();
    const email = "omar@acme.example";
    const { link } = await inviteTo(email, { SMTP_URL: gone.url, NEXTAUTH_URL });
    await acceptInvitation(world, tokenIn(link), fresh);
    expect(await toMailbox(email)).toMatchObject({ confirmed: false });
  });

  it("is shown without a mail server, and proves nothing", async () => {
    const email = "pia@acme.example";
    const { link } = await inviteTo(email, { NEXTAUTH_URL });
    expect(link).toMatch(`${NEXTAUTH_URL}/invitation?token=`);
    await acceptInvitation(world, tokenIn(link), fresh);
    expect(await toMailbox(email)).toMatchObject({ confirmed: false });
  });

  it("proves the mailbox of somebody known who accepts a mailed one later", async () => {
    const email = "quinn@beta.example";
    const quinn = await world.somebody(email, { reads: ["beta"] });
    await world.database.person.update({ where: { email }, data: { mailboxProvenAt: null } });
    await inviteTo(email, { SMTP_URL: smtp.url, NEXTAUTH_URL });
    const mail = smtp.messages().find(({ to }) => to.includes(email));
    await acceptInvitation(world, tokenIn(mail?.text), { signedIn: quinn });
    expect(await toMailbox(email)).toMatchObject({ confirmed: true });
  });

  it("is not mailed while only the inviter says where it leads", async () => {
    const before = smtp.messages().length;
    const { link } = await inviteTo("rosa@acme.example", { SMTP_URL: smtp.url });
    expect(link).toMatch("https://asked.example/invitation?token=");
    expect(smtp.messages()).toHaveLength(before);
  });
});

it("a first owner who came in by a shown link confirms before the first alert Recipe reaches them", async () => {
  const email = "sam@beta.example";
  const admin = await world.somebody("admin@platform.example", { staff: "admin" });
  const server = { ...world, config: parseConfig({ NEXTAUTH_URL }), log: createLog("test", "silent") };
  const { link } = await inviteByLink(server, admin, { channel: "beta", email, role: "owner" });
  await acceptInvitation(world, tokenIn(link), fresh);
  expect(await listDestinations(world, admin, "beta")).toMatchObject([{ hint: email, confirmed_at: null }]);
});
