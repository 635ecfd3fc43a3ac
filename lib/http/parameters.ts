import { z } from "zod";
import { EXPORT_FORMATS, MOST_ROWS } from "../events/export/limits.ts";
import { MOST_AFFECTED } from "../events/limits.ts";
import { parseRange } from "../events/range.ts";
import { channelSlug } from "../events/schema.ts";
import type { TimeRange } from "../events/views.ts";
import type { Server } from "../server.ts";

/** Parts of paths. */
export const slugParam = channelSlug.meta({ description: "Slug of the Channel" });
export const requestIdParam = z.string().min(1).max(128).meta({ description: "Id of the event" });

/** Query parameters that several routes take. What they mean is checked by `parseRange` and the query's parser. */
export const rangeParams = {
  range: z
    .string()
    .max(16)
    .optional()
    .meta({ description: "A range that ends now: 15m, 3h, 7d. Without any: the last hour", example: "3h" }),
  from: z
    .string()
    .max(40)
    .optional()
    .meta({ description: "Instead of `range`: ISO 8601 with zone", example: "2026-11-23T13:00:00Z" }),
  to: z.string().max(40).optional().meta({ description: "End of the range, not included; without: now" }),
};

export const queryParam = z
  .string()
  .default("")
  .meta({ description: "The Logs query language", example: 'status:5xx duration:>1s "connection reset"' });

const rows = (most: number) =>
  z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(1, "must be 1 at least")
    .max(most, `can be ${most} at most`);

export const limitParam = rows(1_000).default(100).meta({ description: "Rows of a page" });

export const exportFormatParam = z
  .enum(EXPORT_FORMATS, "must be csv or ndjson")
  .default("csv")
  .meta({ description: "CSV for spreadsheets, or every field as a JSON object a line" });

export const exportLimitParam = rows(MOST_ROWS)
  .default(MOST_ROWS)
  .meta({ description: "Rows at most, newest first" });

/** Of whom failures reached. */
export const affectedParams = {
  limit: rows(MOST_AFFECTED)
    .optional()
    .meta({ description: "Of each at most. Without: the fifty with most failures; in a file, all" }),
  format: z
    .enum(["json", "csv"], "must be json or csv")
    .default("json")
    .meta({ description: "JSON, or CSV for spreadsheets" }),
  of: z
    .enum(["users", "recipes"], "must be users or recipes")
    .default("users")
    .meta({ description: "Which of both go into the CSV file" }),
};

export const cursorParam = z
  .string()
  .min(1)
  .max(2_000)
  .optional()
  .meta({ description: "`next_cursor` of the page before" });

export const instantParam = z.iso
  .datetime({ offset: true, error: "must be an instant in ISO 8601 with its zone" })
  .optional()
  .meta({ description: "Time of the event, where it is known: faster" });

/** The range that a request asks for, by this server's clock and retention. */
export function rangeOf(
  query: { range?: string | undefined; from?: string | undefined; to?: string | undefined },
  server: Server,
): TimeRange {
  return parseRange(query, server.clock.now(), server.config.RETENTION_DAYS);
}

export const recipeIdParam = z.uuid("is not an id").meta({ description: "Id of the alert Recipe" });

export const destinationIdParam = z.uuid("is not an id").meta({ description: "Id of the destination" });

/** Rows with much to them. */
export const pageParam = rows(100).default(20).meta({ description: "Rows of a page" });

export const flagParam = z
  .enum(["true", "false"], "must be true or false")
  .default("false")
  .transform((value) => value === "true");
