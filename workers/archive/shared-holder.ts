import type { StreamRecord } from "#lib/stores/event-stream/port.ts";
import type { Holder } from "./holder.ts";

/** Several holders as one: each has its share of the partitions. */
export function sharedHolder(holders: readonly Holder[]): Holder {
  // Of several archivers, one may have the even partitions alone.
  const placeOf = (partition: number) => Math.floor(partition / holders.length) % holders.length;
  const of = (partition: number) => holders[placeOf(partition)] as Holder;
  return {
    begin: (partition, start) => of(partition).begin(partition, start),
    async take(records, now) {
      const shares = holders.map((): StreamRecord[] => []);
      for (const record of records) shares[placeOf(record.partition)]?.push(record);
      const taking = holders.map((holder, place) => {
        const share = shares[place] ?? [];
        return share.length > 0 && holder.take(share, now);
      });
      return (await Promise.all(taking)).includes(true);
    },
    due: async (now) => (await Promise.all(holders.map((holder) => holder.due(now)))).flat(),
    finish: (partition) => of(partition).finish(partition),
    committed: (partition) => of(partition).committed(partition),
    forget: (partition) => of(partition).forget(partition),
  };
}
