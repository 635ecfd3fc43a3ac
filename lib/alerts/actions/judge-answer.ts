import { STATUS_CODES } from "node:http";
import { type OutgoingAnswer, OutgoingFailed, OutgoingRefused } from "../../outgoing/types.ts";
import type { Outcome } from "./types.ts";

/** What a service's own answer means, with a word of ours for it; null: what its status says. */
interface Verdict {
  outcome: "failed" | "gone";
  because?: string;
}

const ended = (outcome: Outcome["outcome"], detail: string): Outcome => ({
  outcome,
  statusCode: null,
  detail,
  retryAfterMs: null,
});

/** Before anything was sent: it never will be, as something is not configured. */
export const notConfigured = (detail: string): Outcome => ({ ...ended("failed", detail), blameless: true });

/**
 * 2xx is success. Everything else is tried again, 4xx and the redirects that we do not follow too, as receivers are
 * mended and moved; unless the service says that it is useless.
 */
function judgeAnswer(answer: OutgoingAnswer, verdict: Verdict | null): Outcome {
  const { status } = answer;
  const words = `${status} ${STATUS_CODES[status] ?? ""}`.trim();
  if (status >= 200 && status < 300) {
    return { outcome: "delivered", statusCode: status, detail: words, retryAfterMs: null };
  }
  const outcome = verdict?.outcome ?? "retry";
  const because = verdict?.because ?? (status >= 300 && status < 400 ? "redirects are not followed" : null);
  return {
    outcome,
    statusCode: status,
    detail: because === null ? words : `${words}: ${because}`,
    retryAfterMs: outcome === "retry" ? answer.retryAfterMs : null,
  };
}

/** One post and what became of it, whatever that is. */
export async function attempt(
  post: () => Promise<OutgoingAnswer>,
  verdictOf: (answer: OutgoingAnswer) => Verdict | null,
): Promise<Outcome> {
  try {
    const answer = await post();
    return judgeAnswer(answer, verdictOf(answer));
  } catch (error) {
    return judgeError(error);
  }
}

/** The same by an account of the installation's: only what the service says of the destination is its fault. */
export async function attemptByAccount(...how: Parameters<typeof attempt>): Promise<Outcome> {
  const outcome = await attempt(...how);
  return outcome.outcome === "retry" ? { ...outcome, blameless: true } : outcome;
}

/** A message of ours may be shown; of an unforeseen error only its name, as its text may hold an address's secret. */
export function judgeError(error: unknown): Outcome {
  if (error instanceof OutgoingRefused) return ended("failed", error.message);
  if (error instanceof OutgoingFailed) return ended("retry", error.message);
  const name = error instanceof Error ? error.name : "unknown error";
  return { ...ended("retry", `could not be sent (${name})`), blameless: true };
}
