import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { parseConfig } from "../config.ts";
import { createLog } from "../log.ts";
import { acceptInvitation, findInvitation } from "../members/accept-invitation.ts";
import { invite } from "../members/invite.ts";
import { invitationLink } from "../members/links.ts";
import { findPasswordToken, setPassword } from "../members/set-password.ts";
import { type MembersWorld, openMembersWorld } from "../testing/members.ts";
import { startSmtpServer, type TestSmtpServer } from "../testing/smtp-server.ts";
import { mailInvitation } from "./mail-invitation.ts";
import { linkForMember, linkForSelf } from "./password-link.ts";

const ORIGIN = "https://scope.example";

let smtp: TestSmtpServer;
let world: MembersWorld;
beforeAll(async () => {
  [smtp, world] = await Promise.all([startSmtpServer(), openMembersWorld()]);
});
afterAll(() => Promise.all([smtp.close(), world.close()]));

const mailing = () => ({
  config: parseConfig({ SMTP_URL: smtp.url, NEXTAUTH_URL: `${ORIGIN}/` }),
  log: createLog("test", "silent"),
});

/** The one link in the newest mail to somebody, as its reader would click it. */
function linkTo(email: string): URL {
  const mail = smtp.messages().findLast(({ to }) => to.includes(email));
  return new URL(mail?.text.match(/https?:\S+/)?.[0] ?? "");
}
const tokenIn = (link: URL) => link.searchParams.get("token") ?? "";

it("a password link arrives at whoever asked for it, and sets a password", async () => {
  await world.somebody("lea@acme.example", { reads: ["alpha"] });
  await linkForSelf({ ...mailing(), ...world }, "lea@acme.example");
  expect(smtp.messages().at(-1)).toMatchObject({
    from: "channelscope@127.0.0.1",
    to: ["lea@acme.example"],
    subject: "A new password for Channelscope",
  });
  const link = linkTo("lea@acme.example");
  expect(`${link.origin}${link.pathname}`).toBe(`${ORIGIN}/set-password`);
  expect(await findPasswordToken(world, tokenIn(link))).toEqual({ email: "lea@acme.example" });
  await setPassword(world, { token: tokenIn(link), password: "a long password" });
});

it("nothing is mailed to an address that is nobody's", async () => {
  const before = smtp.messages().length;
  await linkForSelf({ ...mailing(), ...world }, "nobody@acme.example");
  expect(smtp.messages()).toHaveLength(before);
});

it("nothing is mailed, and the log says why, while only the request's host could say where a link leads", async () => {
  const before = smtp.messages().length;
  const { log } = mailing();
  const said = vi.spyOn(log, "error");
  const server = { ...world, config: parseConfig({ SMTP_URL: smtp.url }), log };
  await linkForSelf(server, "lea@acme.example");
  expect(smtp.messages()).toHaveLength(before);
  expect(said).toHaveBeenCalledWith(expect.stringContaining("NEXTAUTH_URL"));
});

it("an owner has a member's link mailed where the configuration says, and is shown none; without it, nothing is made", async () => {
  const manager = await world.somebody("manager@acme.example", { owns: ["alpha"] });
  const { id, email } = await world.somebody("max@acme.example", { reads: ["alpha"] });
  const asked = { channel: "alpha", personId: id };
  expect(await linkForMember({ ...mailing(), ...world }, manager, asked)).toEqual({ email, link: null });
  expect(linkTo(email).origin).toBe(ORIGIN);
  const server = { ...mailing(), ...world, config: parseConfig({ SMTP_URL: smtp.url }) };
  await expect(linkForMember(server, manager, asked)).rejects.toMatchObject({ code: "conflict" });
  expect(await world.database.passwordToken.count({ where: { personId: id } })).toBe(1);
});

it("an invitation arrives, with words beyond ASCII whole, and its link lets its reader in", async () => {
  const owner = await world.somebody("owner@acme.example", { owns: ["alpha"] });
  const email = "nia@acme.example";
  const { token } = await invite(world, owner, { channel: "alpha", email, role: "member" });
  const link = invitationLink(ORIGIN, token);
  const sent = await mailInvitation(mailing(), { email, channel: "Grüße & Möbel", role: "member", link });
  expect(sent).toBe(true);
  expect(smtp.messages().at(-1)).toMatchObject({
    to: [email],
    subject: "Invitation to Grüße & Möbel on Channelscope",
    text: expect.stringContaining("as member of the Channel Grüße & Möbel."),
  });
  const arrived = tokenIn(linkTo(email));
  expect(await findInvitation(world, arrived)).toMatchObject({ email, channel: "alpha" });
  await acceptInvitation(world, arrived, { name: "Nia New", password: "a long password" });
});

it("a mail server that does not answer is said, not thrown", async () => {
  const gone = await startSmtpServer();
  await gone.close();
  const server = { ...mailing(), config: parseConfig({ SMTP_URL: gone.url }) };
  const mail = { email: "x@acme.example", channel: "alpha", role: "member" as const, link: ORIGIN };
  expect(await mailInvitation(server, mail)).toBe(false);
});
