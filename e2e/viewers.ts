import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Role } from "./access-matrix.ts";

/** Two Channels of different partners in the demo. */
export const MEMBERS_CHANNEL = "snapbox";
export const OWNERS_CHANNEL = "brightbulb";

/** Somebody who asks: the headers that tell who, and which of the two Channels is theirs. */
export interface Viewer {
  role: Role;
  headers: Record<string, string>;
  own: string;
  foreign: string;
}

const PEOPLE: Partial<Record<Role, string>> = {
  member: "tomas@snapbox.example",
  owner: "mira@brightbulb.example",
  support: "sena@platform.example",
  analyst: "ines@platform.example",
  admin: "alex@platform.example",
};

/** Signs in as a browser would, through next-auth's own routes; the answer is the Cookie header. */
async function sessionOf(baseUrl: string, email: string): Promise<string> {
  const jar = new Map<string, string>();
  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const csrf = await fetch(`${baseUrl}/api/auth/csrf`);
  keep(csrf);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${baseUrl}/api/auth/callback/demo`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookies() },
    body: new URLSearchParams({ csrfToken, email, json: "true" }),
    redirect: "manual",
  });
  keep(answer);
  if (answer.status !== 200) throw new Error(`${email} cannot sign in: ${answer.status}`);
  return cookies();
}

/** The operator's command, on the installation under test. */
export function apiKey(...options: string[]): string {
  const dataDir = process.env.E2E_DATA_DIR;
  if (dataDir === undefined) throw new Error("E2E_DATA_DIR names the data of the product under test.");
  const root = join(import.meta.dirname, "..");
  const command = [join(root, "scripts", "run.mjs"), join("scripts", "api-key.ts"), "create", ...options];
  return execFileSync(process.execPath, command, {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir },
    encoding: "utf8",
  }).trim();
}

/** One viewer per role. Staff have no Channel of their own: theirs is any. */
export async function openViewers(baseUrl: string): Promise<Viewer[]> {
  const people = await Promise.all(
    Object.entries(PEOPLE).map(async ([role, email]) => ({
      role: role as Role,
      headers: { cookie: await sessionOf(baseUrl, email) },
    })),
  );
  const viewers: Pick<Viewer, "role" | "headers">[] = [
    { role: "anonymous", headers: {} },
    ...people,
    {
      role: "channel key",
      headers: { authorization: `Bearer ${apiKey("--channel", MEMBERS_CHANNEL, "--name", "matrix")}` },
    },
    {
      role: "operator key",
      headers: { authorization: `Bearer ${apiKey("--all-channels", "--name", "matrix")}` },
    },
  ];
  return viewers.map((viewer) =>
    viewer.role === "owner"
      ? { ...viewer, own: OWNERS_CHANNEL, foreign: MEMBERS_CHANNEL }
      : { ...viewer, own: MEMBERS_CHANNEL, foreign: OWNERS_CHANNEL },
  );
}
