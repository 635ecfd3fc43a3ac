interface ParsedMail {
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

/** Reads mails as nodemailer writes them: folded and encoded headers, multipart, quoted-printable and base64. */
export function parseMail(raw: string): ParsedMail {
  const parts: { type: string; text: string }[] = [];
  const headers = readPart(raw.replaceAll("\r\n", "\n"), parts);
  const textOf = (type: string) => parts.find((part) => part.type === type)?.text ?? "";
  return {
    subject: headers.get("subject") ?? "",
    text: textOf("text/plain"),
    html: textOf("text/html"),
    headers: Object.fromEntries(headers),
  };
}

function readPart(raw: string, parts: { type: string; text: string }[]): Map<string, string> {
  const end = raw.indexOf("\n\n");
  const headers = readHeaders(end < 0 ? raw : raw.slice(0, end));
  const body = end < 0 ? "" : raw.slice(end + 2);
  const contentType = headers.get("content-type") ?? "text/plain";
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) {
    const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
    parts.push({ type, text: decodeBody(body, headers.get("content-transfer-encoding") ?? "7bit") });
    return headers;
  }
  for (const part of body.split(`--${boundary}`).slice(1, -1)) readPart(part.replace(/^\n|\n$/g, ""), parts);
  return headers;
}

function readHeaders(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.replace(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim()));
  }
  return headers;
}

/** `=?UTF-8?Q?=E2=80=93?=`; the space between two of them is none of the text. */
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_whole, coding: string, word: string) =>
      coding.toUpperCase() === "B"
        ? Buffer.from(word, "base64").toString("utf8")
        : decodeQuoted(word.replaceAll("_", " ")),
    );
}

function decodeBody(body: string, coding: string): string {
  switch (coding.toLowerCase()) {
    case "base64":
      return Buffer.from(body, "base64").toString("utf8");
    case "quoted-printable":
      return decodeQuoted(body.replace(/=\n/g, ""));
    default:
      return body;
  }
}

function decodeQuoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
