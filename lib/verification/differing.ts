import { z } from "zod";
import type { Database } from "../database/client.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A range of the index, and whose requests are looked at. */
interface Looked {
  channel: string;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
}

/** From where to where, milliseconds since 1970. */
export interface Span {
  from: number;
  to: number;
}

const said = z.array(
  z.object({
    hour: z.number().nullable(),
    channel: z.string().nullable(),
    channels: z.array(z.string()).optional(),
  }),
);

const midnight = (at: number) => new Date(Math.floor(at / DAY_MS) * DAY_MS);

/**
 * Parts of the range of which the index was found, when it was compared last, to have something else of the Channel than
 * the archive, in order, hours that follow each other as one. Where it is not known whose requests differ, anybody's may.
 */
export async function differingSpans(
  database: Pick<Database, "verification">,
  { channel, from, to }: Looked,
): Promise<Span[]> {
  const rows = await database.verification.findMany({
    where: { step: "archive_index", state: "unequal", day: { gte: midnight(from), lte: midnight(to) } },
    select: { day: true, disagreements: true },
  });
  const found = rows.flatMap(({ day, disagreements }) =>
    (said.safeParse(disagreements).data ?? [])
      .filter(({ channel: only, channels }) => channels?.includes(channel) ?? (only ?? channel) === channel)
      .map(({ hour }) =>
        hour === null
          ? { from: day.getTime(), to: day.getTime() + DAY_MS }
          : { from: hour, to: hour + HOUR_MS },
      ),
  );
  return merged(found.filter((span) => span.from < to && span.to > from));
}

function merged(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((left, right) => left.from - right.from)) {
    const last = joined.at(-1);
    if (last === undefined || span.from > last.to) joined.push({ ...span });
    else last.to = Math.max(last.to, span.to);
  }
  return joined;
}
