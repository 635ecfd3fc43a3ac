import type { DueMark } from "../stores/rollups/port.ts";

const MINUTE = 60_000;

const hourOf = (at: number) => Math.floor(at / (60 * MINUTE));

/** How much longer than a Channel's own range the one may be that it is counted with. */
const DETOUR = 5 * MINUTE;

/** Marks of one Channel's hour, which share the wider slots. */
export interface ChannelHour {
  channel: string;
  /** [from, to) around the marked minutes. */
  from: number;
  to: number;
  marks: readonly DueMark[];
}

/** What one question to the index rolls up: Channels of one hour whose marks cover nearly the same minutes. */
export interface RollupBatch {
  from: number;
  to: number;
  channels: ChannelHour[];
}

function channelHours(marks: readonly DueMark[]): ChannelHour[] {
  const groups = Map.groupBy(marks, ({ channel, minute }) => `${hourOf(minute)} ${channel}`);
  return [...groups.values()].map((group) => {
    const minutes = group.map(({ minute }) => minute);
    const channel = group[0]?.channel ?? "";
    return { channel, from: Math.min(...minutes), to: Math.max(...minutes) + MINUTE, marks: group };
  });
}

/** Of all these marks, oldest first: hundreds of Channels with the same closed minute are one question. */
export function batchesOf(marks: readonly DueMark[]): RollupBatch[] {
  const batches: RollupBatch[] = [];
  for (const hour of channelHours(marks).sort((a, b) => a.from - b.from || a.to - b.to)) {
    const joined = batches.find(({ from, to, channels }) => {
      const length = Math.max(to, hour.to) - Math.min(from, hour.from);
      return [...channels, hour].every(
        (other) => hourOf(other.from) === hourOf(hour.from) && length <= other.to - other.from + DETOUR,
      );
    });
    if (joined === undefined) {
      batches.push({ from: hour.from, to: hour.to, channels: [hour] });
      continue;
    }
    joined.from = Math.min(joined.from, hour.from);
    joined.to = Math.max(joined.to, hour.to);
    joined.channels.push(hour);
  }
  return batches;
}
