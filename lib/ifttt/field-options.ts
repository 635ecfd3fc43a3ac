import { AppError } from "../errors.ts";
import type { Account } from "./account.ts";
import { ANY } from "./fields.ts";
import type { Option, OptionGroup } from "./fields-check.ts";
import type { TriggerDefinition } from "./trigger.ts";

const PERCENTILES: Option[] = [
  { label: "Half of the requests (p50)", value: "50" },
  { label: "1 request in 20 (p95)", value: "95" },
  { label: "1 request in 100 (p99)", value: "99" },
];

/** What a field can be, for a list. Throws `not_found` for a field that is typed, or that the trigger does not have. */
export async function fieldOptions(
  account: Account,
  trigger: TriggerDefinition,
  field: string,
): Promise<OptionGroup[]> {
  if (trigger.fields.includes(field)) {
    if (field === "channel") {
      return (await account.channels()).map(({ slug, name }) => ({ label: name, value: slug }));
    }
    if (field === "endpoint") return endpointOptions(account);
    if (field === "percentile") return PERCENTILES;
  }
  throw new AppError("not_found", "There is no such field, or it has no options.");
}

/** The protocol asks without saying which Channel was chosen, so several Channels are groups. */
async function endpointOptions(account: Account): Promise<OptionGroup[]> {
  const [channels, endpoints] = await Promise.all([account.channels(), account.endpoints()]);
  const groups = channels.map(({ slug, name }) => ({
    label: name,
    values: endpoints
      .filter((endpoint) => endpoint.channel === slug)
      .map((endpoint) => ({ label: endpoint.name, value: endpoint.slug })),
  }));
  const [only] = groups;
  const listed: OptionGroup[] =
    groups.length === 1 && only !== undefined
      ? only.values
      : groups.filter(({ values }) => values.length > 0);
  return [{ label: "Any endpoint", value: ANY }, ...listed];
}
