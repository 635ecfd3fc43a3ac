import type { Database } from "../../database/client.ts";
import { storedMessage } from "../message.ts";
import type { Description } from "./describe.ts";

/** What was said last of what an incident does, for an end that cannot wait until the index answers again. */
export async function asTold(
  { incidentTransition }: Pick<Database, "incidentTransition">,
  incidentId: string,
): Promise<Description> {
  const { message } = await incidentTransition.findFirstOrThrow({
    where: { incidentId, kind: { in: ["fired", "reminded"] } },
    orderBy: { sequence: "desc" },
  });
  const { trigger, title, value, ...data } = storedMessage(message).data;
  const { requests, failures, users_affected, recipes_affected, fault, top_error } = data;
  return {
    impact: { requests, failures, users_affected, recipes_affected, fault, top_error },
    title,
    latency: trigger === "latency_above" ? value : null,
  };
}
