import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { bin } from "./command.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function onPath(): string | null {
  for (const folder of (process.env.PATH ?? "").split(":")) {
    for (const name of NAMES) {
      if (folder !== "" && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

function quietly(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore", timeout: 10 * 60_000 });
    return true;
  } catch {
    return false;
  }
}

/** A Chromium to test with: the PATH's, Playwright's, Playwright's download, the system's package. null: none to be had. */
export function findChromium(): string | null {
  const present = onPath() ?? (existsSync(chromium.executablePath()) ? chromium.executablePath() : null);
  if (present !== null) return present;
  if (quietly(bin("playwright"), ["install", "chromium"]) && existsSync(chromium.executablePath())) {
    return chromium.executablePath();
  }
  if (process.getuid?.() === 0 && quietly("apt-get", ["update"])) {
    quietly("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
  }
  return onPath();
}
