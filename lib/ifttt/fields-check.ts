import type { Account } from "./account.ts";
import { commonFields } from "./fields.ts";
import type { TriggerDefinition } from "./trigger.ts";

export interface Option {
  label: string;
  value: string;
}
export type OptionGroup = Option | { label: string; values: Option[] };

export interface Verdict {
  valid: boolean;
  message?: string;
}

export const NO_CHANNEL = "There is no such Channel, or you may not see its alerts.";
export const NO_ENDPOINT = "The Channel has no such endpoint.";

const said = (problem: string | null): Verdict =>
  problem === null ? { valid: true } : { valid: false, message: problem };

/** Whether one value can be right, whatever the others are. */
export async function checkField(
  account: Account,
  trigger: TriggerDefinition,
  field: string,
  value: unknown,
): Promise<Verdict> {
  const problem = trigger.problemOf(field, value);
  if (problem !== null) return said(problem);
  if (field === "channel") return said(await channelProblem(account, value));
  if (field === "endpoint") return said(await endpointProblem(account, null, value));
  return said(null);
}

/** Every field in the light of the others; what is missing is judged as missing. */
export async function checkFields(
  account: Account,
  trigger: TriggerDefinition,
  values: Record<string, unknown>,
): Promise<Record<string, Verdict>> {
  const channel = commonFields.channel.safeParse(values.channel).data ?? null;
  const entries = await Promise.all(
    trigger.fields.map(async (field): Promise<[string, Verdict]> => {
      const alone = await checkField(account, trigger, field, values[field]);
      if (field !== "endpoint" || !alone.valid) return [field, alone];
      return [field, said(await endpointProblem(account, channel, values[field]))];
    }),
  );
  return Object.fromEntries(entries);
}

async function channelProblem(account: Account, value: unknown): Promise<string | null> {
  const slug = commonFields.channel.parse(value);
  return (await account.channels()).some((channel) => channel.slug === slug) ? null : NO_CHANNEL;
}

/** `channel` null: of any of the Channels. */
async function endpointProblem(
  account: Account,
  channel: string | null,
  value: unknown,
): Promise<string | null> {
  const slug = commonFields.endpoint.parse(value);
  if (slug === null) return null;
  const known = (await account.endpoints()).some(
    (endpoint) => endpoint.slug === slug && (channel === null || endpoint.channel === channel),
  );
  return known ? null : NO_ENDPOINT;
}
