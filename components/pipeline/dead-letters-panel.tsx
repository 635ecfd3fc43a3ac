import { cn } from "#components/ui/cn.ts";
import { Panel, PanelFooter, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { formatCount } from "#lib/format/number.ts";
import { formatTime } from "#lib/format/time.ts";
import type { PipelineView } from "#lib/pipeline/views.ts";
import { lettersInWords, reasonsInWords } from "./reason.ts";

/** What could not become an event, day by day. */
export function DeadLettersPanel({ view }: { view: PipelineView }) {
  const { deadLetters, stream } = view;
  return (
    <Panel aria-labelledby="dead-letters">
      <PanelHeader
        id="dead-letters"
        title="Dead letters"
        note="today and the past 7 days, UTC; also those sent again"
      />
      {deadLetters.length === 0 ? (
        <EmptyState title="The dead letters are not counted yet" className="py-8" />
      ) : (
        <Table>
          <TableHead>
            <tr>
              <Th>Day</Th>
              <Th align="right">Letters</Th>
              <Th className="w-full">By reason</Th>
            </tr>
          </TableHead>
          <tbody>
            {deadLetters.map((day, ago) => {
              const reasons = reasonsInWords(day);
              return (
                <TableRow key={day.day}>
                  <Td className="whitespace-nowrap">
                    {ago === 0 ? "Today" : formatTime(day.day, "UTC", "day")}
                  </Td>
                  <Td align="right" className={cn(reasons === "" ? "text-faint" : "font-semibold")}>
                    {lettersInWords(day)}
                  </Td>
                  <Td className="text-muted">{reasons}</Td>
                </TableRow>
              );
            })}
          </tbody>
        </Table>
      )}
      <PanelFooter className="border-t border-hairline">
        {stream === null
          ? "The stream does not answer"
          : `${formatCount(stream.deadLetters)} kept, for 14 days`}
      </PanelFooter>
    </Panel>
  );
}
