/** Part of a term's value: what stands between commas (or bars), without quotes. */
interface ValuePart {
  text: string;
  quoted: boolean;
  start: number;
  end: number;
}

/** One term as typed. Positions count characters (UTF-16) from 0. */
export interface Token {
  start: number;
  end: number;
  not: boolean;
  /** What stands before the colon; null for words and phrases. */
  field: string | null;
  values: ValuePart[];
  /** The position of a quote that is never closed. */
  unclosed: number | null;
}

const SPACE = /\s/;
const FIELD = /^[A-Za-z_][\w.]*:/;

/** Reads up to a space, a separator or, when it begins with one, the closing quote. `\` keeps `"` and `\` in quotes. */
function readValue(text: string, start: number, separators: string): ValuePart & { unclosed: boolean } {
  if (text[start] === '"') {
    let value = "";
    for (let at = start + 1; at < text.length; at++) {
      const character = text.charAt(at);
      const next = text[at + 1];
      if (character === "\\" && (next === '"' || next === "\\")) {
        value += next;
        at += 1;
      } else if (character === '"') {
        return { text: value, quoted: true, start, end: at + 1, unclosed: false };
      } else value += character;
    }
    return { text: value, quoted: true, start, end: text.length, unclosed: true };
  }
  let end = start;
  while (end < text.length && !SPACE.test(text.charAt(end)) && !separators.includes(text.charAt(end)))
    end += 1;
  return { text: text.slice(start, end), quoted: false, start, end, unclosed: false };
}

function readToken(text: string, start: number): Token {
  let at = start;
  const not = text[at] === "-" && at + 1 < text.length && !SPACE.test(text.charAt(at + 1));
  if (not) at += 1;
  const name = text[at] === '"' ? null : FIELD.exec(text.slice(at, at + 64));
  const field = name === null ? null : name[0].slice(0, -1);
  if (name !== null) at += name[0].length;

  const values: ValuePart[] = [];
  let unclosed: number | null = null;
  const separators = field === null ? "" : ",|";
  for (;;) {
    const { unclosed: open, ...part } = readValue(text, at, separators);
    values.push(part);
    at = part.end;
    if (open) unclosed = part.start;
    if (at >= text.length || separators === "" || !separators.includes(text.charAt(at))) break;
    at += 1;
  }
  return { start, end: at, not, field, values, unclosed };
}

/** Cuts a query into terms at its spaces; never fails. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (SPACE.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const token = readToken(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}
