import type { AlertMessage, DigestMessage, MessageType } from "../message.ts";
import { isDigest } from "./digest.ts";
import type { Link, Wording } from "./wording.ts";

/** Light text on these is readable on a light and on a dark page. */
const COLORS: Record<MessageType, string> = {
  "alert.firing": "#c2410c",
  "alert.reminder": "#c2410c",
  "alert.recovered": "#15803d",
  "alert.acknowledged": "#1d4ed8",
  "alert.test": "#57534e",
  "alert.digest": "#57534e",
};

/** Not the green of what is mended: it ended for another reason. */
const ENDED = "#57534e";

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const LINE = "border-top:1px solid #8884";

/** A plain table with its styles inline: no picture, nothing from elsewhere, the reader's own colors of page and text. */
export function htmlMail(words: Wording, message: AlertMessage | DigestMessage, stop: Link | null): string {
  const [, state = "", subject = words.subject] = /^\[([^\]]+)\] (.*)$/.exec(words.subject) ?? [];
  const color = !isDigest(message) && message.data.ended_because ? ENDED : COLORS[message.type];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escaped(words.subject)}</title></head>
<body style="margin:0;padding:24px;${FONT};font-size:15px;line-height:1.5">
<table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;max-width:600px;border-collapse:collapse">
<tr><td colspan="2" style="padding-bottom:12px"><span style="background:${color};color:#fff;border-radius:4px;padding:2px 8px;font-size:13px">${escaped(state)}</span></td></tr>
<tr><td colspan="2" style="font-size:18px;font-weight:600;padding-bottom:8px">${escaped(subject)}</td></tr>
<tr><td colspan="2" style="padding-bottom:16px">${escaped(words.lead)}</td></tr>
${rowsOf(words).join("\n")}
<tr><td colspan="2" style="padding-top:16px;${LINE}">${words.links.map(anchor).join(" &nbsp;·&nbsp; ")}</td></tr>
${stop === null ? "" : `<tr><td colspan="2" style="padding-top:16px;font-size:13px">${anchor(stop)}</td></tr>`}
</table></body></html>
`;
}

function rowsOf({ facts, topError, alerts }: Wording): string[] {
  const rows = facts.map(
    ({ label, value }) =>
      `<tr><td style="padding:6px 16px 6px 0;${LINE};opacity:.7;white-space:nowrap;vertical-align:top">${escaped(label)}</td><td style="padding:6px 0;${LINE};width:100%">${escaped(value)}</td></tr>`,
  );
  if (topError !== null) {
    const pattern =
      topError.pattern === null
        ? ""
        : `<pre style="margin:6px 0 0;font-size:13px;white-space:pre-wrap;word-break:break-word">${escaped(topError.pattern)}</pre>`;
    rows.push(
      `<tr><td colspan="2" style="padding:6px 0 12px;${LINE}"><span style="opacity:.7">Top error</span><br>${escaped(topError.what)}${pattern}</td></tr>`,
    );
  }
  rows.push(
    ...alerts.map((alert) => `<tr><td colspan="2" style="padding:6px 0;${LINE}">${anchor(alert)}</td></tr>`),
  );
  return rows;
}

const anchor = ({ text, url }: Link) => `<a href="${escaped(url)}">${escaped(text)}</a>`;

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
