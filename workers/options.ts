import { parseArgs } from "node:util";

/** What a worker process can do. Each role can have a process of its own. */
export const ROLES = ["index"] as const;
export type Role = (typeof ROLES)[number];

export const HELP = `Runs Channelscope's workers until Ctrl-C.

  npm run worker [-- --roles=${ROLES.join(",")}]

  --roles   which of them, separated by commas; all by default
              index   moves events from the stream into the hourly index, drops hours beyond retention
  --help    this text

WORKER_METRICS_PORT serves /metrics (Prometheus) and /health.
`;

/** One clear line for whoever typed the command. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Parses the command line; null asks for the help text. Throws `UsageError`. */
export function parseOptions(args: string[]): { roles: Role[] } | null {
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
  if (values.roles === undefined) return { roles: [...ROLES] };
  const names = values.roles.split(",").map((name) => name.trim());
  const roles = ROLES.filter((role) => names.includes(role));
  const unknown = names.find((name) => !(ROLES as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no role "${unknown}"; the roles are ${ROLES.join(", ")}.`);
  }
  return { roles };
}
