import { ScrollText } from "lucide-react";
import Link from "next/link";
import { STATE_LOOKS } from "#components/channels/state.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Time } from "#components/ui/time.tsx";
import { useZone } from "#components/ui/zone.tsx";
import type { HealthView } from "#lib/events/views.ts";
import { formatPlural } from "#lib/format/number.ts";
import { safeText } from "#lib/format/safe-text.ts";
import { formatTime } from "#lib/format/time.ts";
import { FAILED, logsHref } from "./links.ts";
import { healthySentence, impactSentence } from "./sentence.ts";
import { StateRules } from "./state-rules.tsx";

const BOXES = {
  down: { box: "border-danger/45 bg-danger/8", word: "text-danger-text" },
  degraded: { box: "border-warning/60 bg-warning/12", word: "text-warning-text" },
  no_data: { box: "border-line bg-surface", word: "text-text" },
  healthy: { box: "border-line bg-surface", word: "text-good-text" },
} as const;

/** Since when, with its day where that is not today's; what lasts longer than was looked back began on no known day. */
function Since({ state: { since, name }, now }: { state: HealthView["state"]; now: number }) {
  const zone = useZone();
  if (since === null) return name === "no_data" ? "." : " for more than a day.";
  const today = formatTime(since, zone, "day") === formatTime(now, zone, "day");
  return (
    <>
      {" since "}
      <Time at={since} form={today ? "minute" : "dayMinute"} />.
    </>
  );
}

/** The state in one sentence, before any figure. */
export function StateBanner({ view }: { view: HealthView }) {
  const { state, current, channel, range } = view;
  const { icon: Icon, word } = STATE_LOOKS[state.name];
  const look = BOXES[state.name];
  const impact = impactSentence(view);
  return (
    <section
      aria-label="State"
      className={cn("flex flex-wrap items-start gap-x-4 gap-y-3 rounded-panel border px-4 py-3.5", look.box)}
    >
      <div className="flex min-w-0 flex-1 basis-80 gap-3">
        <Icon aria-hidden size={18} strokeWidth={1.75} className={cn("mt-px shrink-0", look.word)} />
        <div>
          <p>
            {/* Announced when it changes; the figures beside it change with every poll. */}
            <strong aria-live="polite" aria-atomic className={cn("font-semibold", look.word)}>
              {word}
              {state.name === "healthy" ? "." : <Since state={state} now={range.to} />}
            </strong>{" "}
            {state.name === "healthy"
              ? healthySentence(view)
              : state.reason === null
                ? null
                : `${safeText(state.reason)}.`}
          </p>
          {impact === "" ? null : <p className="mt-0.5 text-sm text-muted">{impact}</p>}
        </div>
      </div>
      <StateRules />
      {current.failures === 0 ? null : (
        <Button asChild>
          <Link href={logsHref(channel.slug, range, [FAILED])}>
            <ScrollText aria-hidden />
            See{" "}
            {current.failures === 1
              ? "the failed request"
              : `the ${formatPlural(current.failures, "failed request")}`}
          </Link>
        </Button>
      )}
    </section>
  );
}
