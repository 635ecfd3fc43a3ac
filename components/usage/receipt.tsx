import { CircleCheck, Clock, TriangleAlert } from "lucide-react";
import { PanelFooter } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount, formatPlural } from "#lib/format/number.ts";
import type { UsageReceipt } from "#lib/usage/views.ts";
import { dateInWords } from "./words.ts";

interface VerifiedProps extends Pick<UsageReceipt, "verified"> {
  madeAnewAt?: number | null;
  /** What was compared, where it is not all that stands above. */
  what?: string;
}

/** Whether what stands above was compared with its source. */
export function Verified({ verified, madeAnewAt = null, what }: VerifiedProps) {
  const subject = what === undefined ? "" : `${what} `;
  if (madeAnewAt !== null) {
    return (
      <>
        {" "}
        · events that came later are counted at <Time at={madeAnewAt} />
      </>
    );
  }
  if (verified === null) return <> · not compared with the event stream yet</>;
  if (verified.equal) {
    return (
      <>
        {" "}
        · {subject}equal to the event stream at <Time at={verified.at} />
      </>
    );
  }
  return (
    <span className="text-warning-text">
      {" "}
      · {subject}not equal to the event stream at <Time at={verified.at} />
    </span>
  );
}

export function VerifiedIcon({ verified }: Pick<UsageReceipt, "verified">) {
  const Icon = verified === null ? Clock : verified.equal ? CircleCheck : TriangleAlert;
  return <Icon aria-hidden className={verified?.equal === false ? "text-warning-text" : undefined} />;
}

interface ReceiptProps {
  receipt: UsageReceipt;
  /** Of the range. */
  days: number;
}

/** Under a chart: how complete it is, and whether it was compared with its source. */
export function UsageReceiptLine({ receipt, days }: ReceiptProps) {
  const { completeTo, rows, madeAt, verified, madeAnewAt } = receipt;
  return (
    <PanelFooter className="items-start">
      <VerifiedIcon verified={verified} />
      <span className="min-w-0 flex-1">
        Complete to {dateInWords(completeTo)}
        {receipt.days < days ? `, ${formatCount(receipt.days)} of ${formatPlural(days, "day")}` : null}
        <Verified verified={verified} madeAnewAt={madeAnewAt} />
        <span className="max-sm:hidden">
          {" "}
          · {formatPlural(rows, "row")}, loaded <Time at={madeAt} />
        </span>
      </span>
    </PanelFooter>
  );
}
