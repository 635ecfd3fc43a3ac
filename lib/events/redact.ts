/** What stands where a secret stood. */
const MASK = "redacted";

const SECRET_NAME =
  /apikey|accesskey|privatekey|secret|token(?!s)|passw|^pwd|pwd$|passphrase|signature|credential|auth(?!or(?!iz)|enticate$)|cookie|session|jwt|bearer|otp$/;
/** In URLs short names carry keys and one-time codes, too; elsewhere in text these words are too common. */
const SECRET_PARAMETER = /key$|^(?:code|sid|sig|pass|pin|ticket)$/;

/** Text without any of these holds no secret that the rules below would find. */
const SUSPICIOUS =
  /secret|token|passw|passphrase|pwd|key|auth|cookie|session|signature|credential|jwt|bearer|basic|otp|eyJ|sk_|rk_|gh[pousr]_|github_pat|glpat|xox[a-z]-|AKIA|ASIA|AIza|SG\.|whsec_|csk_|PRIVATE|\/\/[^\s/?#]*@/i;

const SCHEME =
  /\b([Bb]earer|BEARER|[Bb]asic|BASIC|[Dd]igest|[Tt]oken|[Aa]pi[Kk]ey)(\s+)(?=\S*[\d=_]|\S*[a-z][A-Z]|\S{24})[\w.~+/=-]{8,}/g;
const HEADER_LINE = /\b((?:set-|proxy-)?(?:cookie|authorization))(\s*:\s*)(?![\s"'\\])[^\r\n"']+/gi;
const KNOWN_KEYS =
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?|\b(?:[sr]k_(?:live|test)_|gh[pousr]_|github_pat_|glpat-|xox[a-z]-|whsec_|csk_|SG\.)[\w.+/=-]{8,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{30,}|-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g;
const USERINFO = /(:?\/\/)[^\s/?#@"']*(?:@[^\s/?#@"']*)*@/g;
/** Only names that may be secret match, so that the value of another name is searched, too. */
const PAIR =
  /(\\?["']?)\b(?=[\w.-]{0,60}(?:key|secret|token|passw|passphrase|pwd|signature|credential|auth|cookie|session|jwt|bearer|otp))([a-z][\w.-]{0,63})\1(\s{0,8}[:=]\s{0,8})("(?:[^"\\]|\\.)*"?|\\"(?:[^"\\]|\\[^"])*(?:\\")?|'[^']*'?|[^\s"'\\,;&)}\]]+)/gi;
const PARAMETER = /([?&;#])([^=&;#?]{1,128})=([^&;#]+)/g;
/** Quick to tell: most texts have no URL with parameters. JSON may spell `&` as an escape. */
const HAS_PARAMETERS = /[?&]|\\u0026/i;
/** Of a URL inside a text, whose end nothing marks but what no value has. */
const PARAMETER_IN_TEXT = /([?&;]|\\u0026)([^\s=&;#?"'<>\\]{1,128})=([^\s&;#"'<>\\,)}\]]+)/gi;

function normalName(name: string): string {
  let decoded = name;
  if (name.includes("%")) {
    try {
      decoded = decodeURIComponent(name);
    } catch {
      // Not percent-encoded after all: judged as it stands.
    }
  }
  return decoded.toLowerCase().replace(/[^a-z0-9]/g, "");
}

const MOST_KNOWN = 1_000;
/** A longer part of a text keeps, in V8, all of the text in memory. */
const MOST_KNOWN_LENGTH = 12;
const knownParameters = new Map<string, boolean>();

const isSecretName = (name: string) => SECRET_NAME.test(normalName(name));

/** The few names that nearly all parameters have are judged once. */
function isSecretParameter(name: string): boolean {
  const known = knownParameters.get(name);
  if (known !== undefined) return known;
  const normal = normalName(name);
  const isSecret = SECRET_NAME.test(normal) || SECRET_PARAMETER.test(normal);
  if (knownParameters.size < MOST_KNOWN && name.length <= MOST_KNOWN_LENGTH)
    knownParameters.set(name, isSecret);
  return isSecret;
}

function maskPair(match: string, quote: string, name: string, separator: string, value: string): string {
  // A header or field of an excerpt: `"X-Functions-Key"` is one, `key` alone is a word.
  const namesKey = quote !== "" && /[-_]key$/i.test(name);
  if (!namesKey && !isSecretName(name)) return match;
  const opening = /^\\?["']/.exec(value)?.[0];
  if (opening !== undefined) return `${quote}${name}${quote}${separator}${opening}${MASK}${opening}`;
  // "token: expired" says something; "token: a81f3c" and "token=…" give something away.
  const telling = separator.includes("=") || (value.length >= 6 && /\d/.test(value));
  return telling ? `${quote}${name}${quote}${separator}${MASK}` : match;
}

/** Masks credentials in free text: error messages, excerpts of answers, header values. Applying it twice is harmless. */
export function redactText(text: string): string {
  const parameters = HAS_PARAMETERS.test(text)
    ? text.replace(PARAMETER_IN_TEXT, (match, mark: string, name: string) =>
        isSecretParameter(name) ? `${mark}${name}=${MASK}` : match,
      )
    : text;
  if (!SUSPICIOUS.test(parameters)) return parameters;
  return parameters
    .replace(KNOWN_KEYS, MASK)
    .replace(HEADER_LINE, `$1$2${MASK}`)
    .replace(SCHEME, `$1$2${MASK}`)
    .replace(USERINFO, `$1${MASK}@`)
    .replace(PAIR, maskPair);
}

/** A parameter's value may itself be an encoded URL with secrets. */
function redactNested(value: string): string {
  if (!/%3d/i.test(value)) return value;
  try {
    const decoded = decodeURIComponent(value);
    const redacted = redactUrl(decoded);
    return redacted === decoded ? value : encodeURIComponent(redacted);
  } catch {
    return value;
  }
}

/**
 * Masks userinfo, the values of key-like parameters (query, fragment, matrix) and keys of known make anywhere in an
 * absolute or relative URL; the rest stays as it was sent. Applying it twice is harmless.
 */
export function redactUrl(url: string): string {
  let redacted = url;
  const authority = url.includes("@") ? /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#\\]*@/i.exec(url) : null;
  if (authority !== null) {
    const start = authority[0].indexOf("//") + 2;
    redacted = `${url.slice(0, start)}${MASK}@${url.slice(authority[0].length)}`;
  }
  if (redacted.includes("=")) {
    redacted = redacted.replace(PARAMETER, (match, mark: string, name: string, value: string) => {
      if (isSecretParameter(name)) return `${mark}${name}=${MASK}`;
      const nested = redactNested(value);
      return nested === value ? match : `${mark}${name}=${nested}`;
    });
  }
  return redacted.replace(KNOWN_KEYS, MASK);
}

/** Masks the whole value of key-like headers, and credentials inside the values of all others. */
export function redactHeaders(headers: Record<string, string>): Record<string, string> {
  const redacted = Object.entries(headers).map(([name, value]): [string, string] => {
    const normal = normalName(name);
    if (SECRET_NAME.test(normal) || /key$/.test(normal)) return [name, MASK];
    return [name, redactText(/^(?:[a-z]+:\/)?\//i.test(value) ? redactUrl(value) : value)];
  });
  return Object.fromEntries(redacted);
}
