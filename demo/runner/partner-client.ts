import type { Instrumentation } from "#lib/instrumentation/instrumentation.ts";
import { requestTarget } from "../protocol.ts";
import { type CallResult, isTransient } from "../recipe-run.ts";
import type { CallPartner, PartnerCall } from "./call.ts";

const FIELDS = {
  trigger: "triggerFields",
  action: "actionFields",
  query: "queryFields",
  auth: null,
} as const;

/** As much of a response as the client looks at; the instrumentation gives it. */
interface Answer {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

function bodyOf({ step, recipe }: PartnerCall): string | undefined {
  const fields = FIELDS[step.endpoint.kind];
  if (fields === null) return undefined;
  const named = Object.fromEntries(step.endpoint.ingredients.map((name) => [name, `{{${name}}}`]));
  const source = { id: recipe.id, url: `https://platform.example/recipes/${recipe.id}` };
  return JSON.stringify({ [fields]: named, limit: 50, ifttt_source: source });
}

function parse(text: string): { data?: unknown; errors?: { message?: string }[] } {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("the answer is no JSON");
  }
}

/** Makes a run's requests as the platform's workers do: really, through the instrumentation. */
export function partnerClient(deps: {
  instrumentation: Instrumentation;
  pseudonymOf(userId: string): string;
}): CallPartner {
  return async (call) => {
    const { step, recipe, runId, worker, attempt, maxAttempts } = call;
    const { method, url } = requestTarget(step.channel, step.endpoint);
    const context = {
      channel: step.channel.slug,
      kind: step.endpoint.kind,
      endpoint: step.endpoint.slug,
      recipe_id: recipe.id,
      run_id: runId,
      user_id: deps.pseudonymOf(recipe.user.id),
      attempt,
      max_attempts: maxAttempts,
      worker,
    };
    const headers = { authorization: `Bearer demo-${recipe.user.id}`, "content-type": "application/json" };
    const failed: CallResult = { ok: false, transient: true, retryAfterMs: null, fresh: false };

    const read = async (answer: Answer): Promise<CallResult> => {
      const text = await answer.text();
      failed.transient = isTransient(answer.status);
      failed.retryAfterMs = Number(answer.headers.get("retry-after") ?? 0) * 1_000 || null;
      const { data, errors } = parse(text);
      if (answer.status >= 400) throw new Error(errors?.[0]?.message ?? `HTTP ${answer.status}`);
      return { ...failed, ok: true, fresh: Array.isArray(data) && data.length > 0 };
    };

    try {
      return await deps.instrumentation.request(context, url, { method, headers, body: bodyOf(call) }, read);
    } catch {
      // The event tells it; the run goes on or ends by the result.
      return failed;
    }
  };
}
