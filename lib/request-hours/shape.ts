import type { Column, Shape } from "../archive/shape.ts";
import { packDurations, packUsers, type RequestGroup } from "./counts.ts";

export interface HourRow {
  /** Its start, milliseconds since 1970. */
  hour: number;
  group: RequestGroup;
}

const percentile = (name: string, share: number): Column<HourRow> => ({
  name,
  type: "double",
  required: true,
  of: ({ group }) => group.durations.percentiles([share])[0],
});

/** As the table `api_requests_hourly` has them. */
export const hourShape: Shape<HourRow> = {
  columns: [
    { name: "channel", type: "string", required: true, of: ({ group }) => group.channel },
    { name: "endpoint", type: "string", of: ({ group }) => group.endpoint },
    { name: "kind", type: "string", of: ({ group }) => group.kind },
    { name: "status_class", type: "string", required: true, of: ({ group }) => group.statusClass },
    { name: "hour_at", type: "timestamp", required: true, of: ({ hour }) => hour },
    { name: "requests", type: "int64", required: true, of: ({ group }) => group.requests },
    { name: "failures", type: "int64", required: true, of: ({ group }) => group.failures },
    { name: "users", type: "int64", required: true, of: ({ group }) => group.users.size },
    {
      name: "user_sketch",
      type: "string",
      required: true,
      unique: true,
      of: ({ group }) => packUsers(group.users),
    },
    { name: "duration_ms_sum", type: "double", required: true, of: ({ group }) => group.durationSum },
    percentile("duration_ms_p50", 0.5),
    percentile("duration_ms_p95", 0.95),
    percentile("duration_ms_p99", 0.99),
    {
      name: "duration_histogram",
      type: "string",
      required: true,
      unique: true,
      of: ({ group }) => packDurations(group.durations),
    },
    { name: "checksum_sum", type: "int64", required: true, of: ({ group }) => group.checksum },
  ],
};
