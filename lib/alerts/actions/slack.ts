import type { OutgoingAnswer } from "../../outgoing/types.ts";
import { attempt } from "./judge-answer.ts";
import { cut } from "./plain-text.ts";
import type { SendAction } from "./types.ts";
import type { Link, Wording } from "./wording.ts";
import { wordsOf } from "./words.ts";

/** Answers after which Slack asks not to try again, by what they say of the webhook. */
const NEVER_AGAIN = new Map<string, "failed" | "gone">([
  ["no_service", "gone"],
  ["no_active_hooks", "gone"],
  ["channel_is_archived", "gone"],
  ["channel_not_found", "gone"],
  ["no_team", "gone"],
  ["team_disabled", "gone"],
  ["invalid_payload", "failed"],
  ["invalid_blocks", "failed"],
  ["no_text", "failed"],
  ["action_prohibited", "failed"],
  ["posting_to_general_channel_denied", "failed"],
]);

const GONE = 410;
const MOST_CHARACTERS = 3_000;
const MOST_URL = 1_400;

export const sendSlack: SendAction<"slack"> = ({ url }, message, { http }) =>
  attempt(
    () =>
      http.post({
        url,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(payloadOf(wordsOf(message))),
      }),
    verdictOf,
  );

function verdictOf({ status, text }: OutgoingAnswer) {
  const because = text.trim();
  const outcome = NEVER_AGAIN.get(because);
  if (outcome !== undefined) return { outcome, because };
  return status === GONE ? { outcome: "gone" as const } : null;
}

/** Plain text that cannot become a mention, a link or a style of its own. */
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(/[*`]/g, "'");

/** Escaped like any text, and by what ends a link's address. */
function linkTo({ text, url }: Link): string {
  const address = new URL(url).href.replaceAll("|", "%7C").replaceAll("&", "&amp;");
  return address.length > MOST_URL ? escaped(text) : `<${address}|${escaped(text)}>`;
}

const markdown = (text: string) => ({
  type: "mrkdwn" as const,
  text: cut(text, MOST_CHARACTERS),
  verbatim: true,
});
const section = (text: string) => ({ type: "section" as const, text: markdown(text) });

/** Block Kit, well within its limits: 50 blocks, 3,000 characters in a text, 2,000 in each of ten fields. */
function payloadOf({ subject, lead, facts, topError, alerts, links }: Wording) {
  const blocks: unknown[] = [section(`*${escaped(subject)}*\n${escaped(lead)}`)];
  if (facts.length > 0) {
    const fields = facts.map(({ label, value }) => markdown(`*${escaped(label)}*\n${escaped(value)}`));
    blocks.push({ type: "section", fields });
  }
  if (topError !== null) {
    const pattern = topError.pattern === null ? "" : `\n\`\`\`${escaped(topError.pattern)}\`\`\``;
    blocks.push(section(`*Top error*\n${escaped(topError.what)}${pattern}`));
  }
  blocks.push(...alerts.map((alert) => section(linkTo(alert))));
  blocks.push({ type: "context", elements: [markdown(links.map(linkTo).join("  ·  "))] });
  return { text: escaped(subject), blocks };
}
