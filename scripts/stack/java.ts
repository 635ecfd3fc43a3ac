import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Where systems keep their Java installations side by side. */
const FOLDERS = ["/usr/lib/jvm", "/opt/java", "/Library/Java/JavaVirtualMachines"];

/**
 * The home of an installed Java of this version or later: `JAVA_HOME`, the one on the PATH, else the newest of those
 * beside each other. Throws one line when there is none.
 */
export async function findJava(
  atLeast: number,
  environment: Record<string, string | undefined> = process.env,
): Promise<string> {
  const preferred = [environment.JAVA_HOME, await homeOnPath()].flatMap((home) => home ?? []);
  const found = await Promise.all(
    [...preferred, ...installed()].map(async (home) => ({ home, version: await versionOf(home) })),
  );
  const suitable = found.filter(({ version }) => version >= atLeast);
  const chosen =
    suitable.find(({ home }) => preferred.includes(home)) ??
    suitable.toSorted((a, b) => b.version - a.version)[0];
  if (chosen === undefined) throw new Error(`Java ${atLeast} or later is not installed (or set JAVA_HOME).`);
  return chosen.home;
}

function installed(): string[] {
  return FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder).flatMap((name) => [join(folder, name), join(folder, name, "Contents", "Home")]),
  );
}

async function homeOnPath(): Promise<string | undefined> {
  try {
    const { stderr } = await run("java", ["-XshowSettings:properties", "-version"]);
    return /^\s*java\.home = (.+)$/m.exec(stderr)?.[1]?.trim();
  } catch {
    return undefined;
  }
}

/** The major version from the `release` file that every Java has; 0 for what is none. */
async function versionOf(home: string): Promise<number> {
  try {
    return majorVersion(await readFile(join(home, "release"), "utf8"));
  } catch {
    return 0;
  }
}

/** `JAVA_VERSION="25.0.3"` is 25, and `"1.8.0_392"` is 8. */
export function majorVersion(release: string): number {
  const [, first, second] = /^JAVA_VERSION="(\d+)(?:\.(\d+))?/m.exec(release) ?? [];
  return Number((first === "1" ? second : first) ?? 0);
}
