import { z } from "zod";
import { AppError } from "../../errors.ts";

/** The last event of a page: timestamp, channel, id. The order of all three is total. */
const position = z.tuple([z.number().int(), z.string().max(64), z.string().max(128)]);
export type Position = z.infer<typeof position>;

export function encodeCursor(at: Position): string {
  return Buffer.from(JSON.stringify(at)).toString("base64url");
}

/** Throws `bad_request` on `cursor` for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string): Position {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch (cause) {
    throw new AppError("bad_request", "The cursor is not one that a page of this list gave.", {
      field: "cursor",
      cause,
    });
  }
}
