import type { Database } from "../database/client.ts";
import { readWarehouseState } from "../pipeline/warehouse-state.ts";
import { plusDays } from "../usage/days.ts";
import { warehouseReceipts } from "../verification/receipt.ts";
import { RECEIPT_DAYS } from "./limits.ts";
import type { AnswerReceipt } from "./views.ts";

/**
 * What an answer rests on: SQL may read any table of any day, so it is the whole warehouse of the last 91 days, the way
 * of both topics to it and every table's own rules.
 */
export async function reportReceipt(
  database: Pick<Database, "$queryRaw" | "jobDescription" | "jobRun" | "verification">,
  now: number,
): Promise<AnswerReceipt> {
  const [{ loadedTo: completeTo }, described] = await Promise.all([
    readWarehouseState(database, now),
    database.jobDescription.findMany({ select: { tableName: true } }),
  ]);
  if (completeTo === null) return { completeTo, verified: null, madeAnewAt: null };
  const from = plusDays(completeTo, 1 - RECEIPT_DAYS);
  const charts = { warehouse: { tables: described.map(({ tableName }) => tableName), from } };
  const ways = await Promise.all(
    (["api-requests", "interactions"] as const).map((topic) =>
      warehouseReceipts(database, topic, charts, completeTo),
    ),
  );
  const seen = ways.map(({ warehouse }) => warehouse);
  const times = (state: "unequal" | "verified") =>
    seen.flatMap((way) => (way.state === state && way.verifiedAt !== null ? [way.verifiedAt] : []));
  const unequal = times("unequal");
  if (unequal.length > 0)
    return { completeTo, verified: { at: Math.max(...unequal), equal: false }, madeAnewAt: null };
  const verified = times("verified");
  const waiting = seen.flatMap(({ madeAnewAt }) => madeAnewAt ?? []);
  return {
    completeTo,
    verified: verified.length < seen.length ? null : { at: Math.min(...verified), equal: true },
    madeAnewAt: waiting.length === 0 ? null : Math.max(...waiting),
  };
}
