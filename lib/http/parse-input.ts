import type { z } from "zod";
import { AppError } from "../errors.ts";

/** Parses what a request brought; the first thing that is wrong becomes `bad_request` on its field. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown, where: "query" | "path" | "body"): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const what = where === "query" ? "parameter" : "field";
    throw new AppError("bad_request", `There is no ${what} \`${key.slice(0, 64)}\` here.`, {
      field: key.slice(0, 64),
    });
  }
  const field = issue?.path.map(String).join(".") ?? "";
  const named = field === "" ? `The ${where}` : `\`${field}\``;
  throw new AppError("bad_request", `${named}: ${issue?.message ?? "is wrong"}.`, {
    field: field === "" ? undefined : field,
  });
}

/** Query parameters as one object; one that is given twice is refused. */
export function queryObject(url: URL): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [key, value] of url.searchParams) {
    if (Object.hasOwn(query, key)) {
      const field = key.slice(0, 64);
      throw new AppError("bad_request", `\`${field}\` is given twice.`, { field });
    }
    Object.defineProperty(query, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return query;
}
