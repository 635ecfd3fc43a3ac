import { Time } from "#components/ui/time.tsx";
import type { Hindrance, Silence } from "#lib/support/silence.ts";

function HindranceWords({ hindrance }: { hindrance: Hindrance }) {
  if (hindrance.reason === "connection") {
    const { was } = hindrance;
    return was.state === "not_yet" ? (
      <>
        {hindrance.channel} was connected only <Time at={was.until} form="yearMinute" />
      </>
    ) : (
      <>
        {hindrance.channel} is not connected since <Time at={was.since} form="yearMinute" />
      </>
    );
  }
  switch (hindrance.was.state) {
    case "not_created":
      return (
        <>
          it was made only <Time at={hindrance.was.until} form="yearMinute" />
        </>
      );
    case "deleted":
      return (
        <>
          it was deleted <Time at={hindrance.was.since} form="yearMinute" />
        </>
      );
    default:
      return (
        <>
          it is off since <Time at={hindrance.was.since} form="yearMinute" />
        </>
      );
  }
}

/** Why a Recipe made no request in the range, as a sentence. */
export function SilenceWords({ silence }: { silence: Silence }) {
  switch (silence.answer) {
    case "hindered":
      return (
        <>
          Could not run: <HindranceWords hindrance={silence.hindrance} />.
        </>
      );
    case "partly":
      return (
        <>
          Could run for a part of this time only: <HindranceWords hindrance={silence.hindrance} />. In the
          rest nothing started it.
        </>
      );
    case "able":
      return (
        <>
          Was on and connected throughout, yet no request was made: its trigger had no event, or the platform
          did not start it.
        </>
      );
    case "unknown":
      return (
        <>
          Not known:{" "}
          {[
            ...(silence.recipe ? ["whether it was on"] : []),
            ...silence.channels.map((channel) => `whether ${channel} was connected`),
          ].join(", and ")}{" "}
          is not on record here.
        </>
      );
  }
}
