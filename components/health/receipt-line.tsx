import { CircleCheck, Clock, TriangleAlert } from "lucide-react";
import { Differing } from "#components/events/differing.tsx";
import { PanelFooter } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Receipt } from "#lib/channels/views.ts";
import type { Span } from "#lib/verification/differing.ts";

interface ReceiptLineProps {
  receipt: Receipt;
  differing: readonly Span[];
  zoomable?: boolean;
}

function mark(behind: boolean, differs: boolean) {
  if (differs) return <TriangleAlert aria-hidden className="text-warning-text" />;
  return behind ? <Clock aria-hidden className="text-warning-text" /> : <CircleCheck aria-hidden />;
}

/** Under a chart: how complete it is, and which of its hours are not what was archived. */
export function ReceiptLine({ receipt, differing, zoomable = true }: ReceiptLineProps) {
  const { completeTo, behind } = receipt;
  const differs = differing.length > 0;
  return (
    <PanelFooter>
      {mark(behind, differs)}
      <span>
        {completeTo === null ? (
          "Nothing was received yet"
        ) : (
          <>
            Complete to <Time at={completeTo} form="second" />
          </>
        )}
        {behind && completeTo !== null ? (
          <span className="text-warning-text"> · the index worker is behind</span>
        ) : null}
        {differs ? (
          <>
            {" "}
            · <Differing spans={differing} />
          </>
        ) : null}
        {zoomable ? <span className="max-sm:hidden"> · click for the requests, drag to zoom</span> : null}
      </span>
    </PanelFooter>
  );
}
