import { parseArgs } from "node:util";
import type { Role } from "./role.ts";

type Named = Pick<Role, "name" | "describe">;

export function helpText(roles: readonly Named[]): string {
  const longest = Math.max(...roles.map(({ name }) => name.length));
  return `Runs Channelscope's workers until Ctrl-C.

  npm run worker [-- --roles=${roles.map(({ name }) => name).join(",")}]

  --roles   which of them, separated by commas; all by default
${roles.map(({ name, describe }) => `              ${name.padEnd(longest)}   ${describe}`).join("\n")}
  --help    this text

WORKER_METRICS_PORT serves /metrics (Prometheus) and /health.
`;
}

/** One clear line for whoever typed the command. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Parses the command line; null asks for the help text, `roles: null` is all of them. Throws `UsageError`. */
export function parseOptions(args: string[], known: readonly string[]): { roles: string[] | null } | null {
  let values: { roles?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args,
      options: { roles: { type: "string" }, help: { type: "boolean" } },
      allowPositionals: false,
    }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) return null;
  if (values.roles === undefined) return { roles: null };
  const names = values.roles.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no role "${unknown}"; the roles are ${known.join(", ")}.`);
  }
  return { roles: known.filter((name) => names.includes(name)) };
}
