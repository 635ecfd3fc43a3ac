import type { z } from "zod";
import type { ChannelStateName } from "../../channels/views.ts";
import type { RequestDetail } from "../../events/views.ts";
import type { SavedView } from "../../saved-views/views.ts";
import type {
  affectedData,
  channelData,
  facetsData,
  healthData,
  histogramData,
  receiptData,
} from "./schemas.ts";

/** Objects and lists stand under `data`, so that there is room beside them. */
interface Answer<T> {
  data: T;
}

interface ListAnswer<T> {
  data: T[];
  next_cursor: string | null;
}

export type ChannelData = z.infer<typeof channelData>;
export type ReceiptData = z.infer<typeof receiptData>;
export type HealthData = z.infer<typeof healthData>;
export type HistogramData = z.infer<typeof histogramData>;

/** What the API answers, as JSON; `*FromApi` in the files beside turns it into what screens show. */
export type ChannelsAnswer = ListAnswer<ChannelData> & { receipt: ReceiptData };
/** Of `GET /api/channels/{slug}/present`, for our own pages alone. */
export type PresentAnswer = Answer<{ state: ChannelStateName; receipt: ReceiptData }>;
export type HealthAnswer = Answer<HealthData>;
export type RequestDetailAnswer = Answer<RequestDetail>;
export type HistogramAnswer = Answer<HistogramData>;
export type AffectedAnswer = Answer<z.infer<typeof affectedData>>;
export type FacetsAnswer = Answer<z.infer<typeof facetsData>>;
export type SavedViewsAnswer = ListAnswer<SavedView>;
