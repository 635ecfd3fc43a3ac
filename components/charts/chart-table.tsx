import Link from "next/link";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import type { Zone } from "#lib/format/time.ts";
import { exactLabel } from "./axis.ts";
import { bucketInWords } from "./bucket-words.ts";
import type { TimeChartProps } from "./types.ts";

/** What scrolls must be reachable by keyboard, in browsers that do not see to it themselves too. */
const REACHABLE = { tabIndex: 0 };

type ChartTableProps = Pick<
  TimeChartProps,
  "label" | "points" | "bucketMs" | "series" | "measure" | "height" | "bucketHref"
> & {
  zone: Zone;
};

/** The same figures for those who read rather than look; newest first. */
export function ChartTable({
  label,
  points,
  bucketMs,
  series,
  measure,
  height,
  bucketHref,
  zone,
}: ChartTableProps) {
  return (
    <section
      {...REACHABLE}
      aria-label={label}
      style={{ height }}
      className="overflow-y-auto border-t border-hairline"
    >
      <Table>
        <TableHead className="sticky top-0 bg-surface">
          <tr>
            <Th>Time</Th>
            {series.map((one) => (
              <Th key={one.key} align="right">
                {one.name}
              </Th>
            ))}
          </tr>
        </TableHead>
        <tbody>
          {points.toReversed().map(({ at, values }) => (
            <TableRow key={at}>
              <Td className="py-1 whitespace-nowrap text-muted">
                {bucketHref === undefined ? (
                  bucketInWords(at, bucketMs, zone)
                ) : (
                  <Link href={bucketHref(at, at + bucketMs)} className="hover:text-text hover:underline">
                    {bucketInWords(at, bucketMs, zone)}
                  </Link>
                )}
              </Td>
              {series.map((one) => (
                <Td key={one.key} align="right" className="py-1">
                  {exactLabel(values[one.key], measure)}
                </Td>
              ))}
            </TableRow>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
