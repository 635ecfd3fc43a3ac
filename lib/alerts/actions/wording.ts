export interface Fact {
  label: string;
  value: string;
}

export interface Link {
  text: string;
  url: string;
}

/** A message in words that are safe to look at, whatever the errors said; nothing is escaped for a markup. */
export interface Wording {
  /** One line: `[Firing] Brightbulb: 12 % of send_message actions fail with HTTP 503`. */
  subject: string;
  /** What happened. */
  title: string;
  /** One or two sentences. */
  lead: string;
  facts: Fact[];
  /** `send_message: HTTP 503, 9,812 times` and how the error reads. */
  topError: { what: string; pattern: string | null } | null;
  /** Of a digest: one line per alert. */
  alerts: Link[];
  links: Link[];
}
