import { CircleCheck, Clock } from "lucide-react";
import { PanelFooter } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Receipt } from "#lib/channels/views.ts";

/** Under a chart: how complete it is. */
export function ReceiptLine({ receipt, zoomable = true }: { receipt: Receipt; zoomable?: boolean }) {
  const { completeTo, behind } = receipt;
  return (
    <PanelFooter>
      {behind ? <Clock aria-hidden className="text-warning-text" /> : <CircleCheck aria-hidden />}
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
        {zoomable ? <span className="max-sm:hidden"> · click for the requests, drag to zoom</span> : null}
      </span>
    </PanelFooter>
  );
}
