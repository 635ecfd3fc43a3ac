import type { Receipt } from "../../channels/views.ts";
import type { ReceiptData } from "./answers.ts";
import { fromInstantOrNull, toInstantOrNull } from "./instant.ts";

/** How far the figures beside it can be trusted. */
export function receiptToApi({ completeTo, behind }: Receipt): ReceiptData {
  return { complete_to: toInstantOrNull(completeTo), behind };
}

export function receiptFromApi({ complete_to, behind }: ReceiptData): Receipt {
  return { completeTo: fromInstantOrNull(complete_to), behind };
}
