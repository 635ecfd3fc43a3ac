"use client";

import { memo } from "react";
import { useVisibleRows } from "#components/ui/use-visible-rows.ts";
import { TriageRow, type TriageRowProps } from "./triage-row.tsx";

const ROW_HEIGHT = 55;
/** While scrolling, rows that stay are not made again. */
const Row = memo(TriageRow);

function Spacer({ height }: { height: number }) {
  return height === 0 ? null : <tr aria-hidden style={{ height }} />;
}

/** The body of a table of hundreds of Channels. */
export default function LongRows({ rows }: { rows: readonly Omit<TriageRowProps, "ref">[] }) {
  const visible = useVisibleRows<HTMLTableSectionElement>(rows.length, ROW_HEIGHT);
  return (
    <tbody ref={visible.ref}>
      <Spacer height={visible.before} />
      {visible.places.map((place) => {
        const row = rows[place];
        return row === undefined ? null : <Row key={row.channel.slug} ref={visible.measure} {...row} />;
      })}
      <Spacer height={visible.after} />
    </tbody>
  );
}
