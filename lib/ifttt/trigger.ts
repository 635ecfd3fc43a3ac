import type { z } from "zod";
import { type Trigger, type TriggerInput, triggerInput } from "../alerts/trigger.ts";
import { AppError } from "../errors.ts";

/** What an incident was when it fired. */
interface Firing {
  trigger: Trigger;
  /** In the trigger's unit. */
  value: number | null;
}

/** What an engine asks to hear of. */
export interface Subscription {
  channel: string;
  /** null: any. */
  endpoint: string | null;
  /** Checked fields, as they are kept. */
  fields: Record<string, string | number | null>;
  /** What is measured for it, so that it works on a Channel without alert Recipes. */
  condition: Trigger;
  /** Whether an incident of a Recipe that people made is one of its events. */
  counts(firing: Firing): boolean;
}

/** A trigger of the service. */
export interface TriggerDefinition {
  slug: string;
  /** Which transitions of an incident are its events. */
  kind: "fired" | "recovered";
  fields: readonly string[];
  /** Throws `bad_request` on the field. */
  subscribe(triggerFields: unknown): Subscription;
  /** What is wrong with a value, in words; null: nothing, as far as the value alone says. */
  problemOf(field: string, value: unknown): string | null;
}

type CommonFields = Subscription["fields"] & { channel: string; endpoint: string | null };

interface Shape<Fields extends CommonFields> {
  slug: string;
  kind: "fired" | "recovered";
  schema: z.ZodObject & z.ZodType<Fields>;
  condition(fields: Fields): TriggerInput;
  counts(firing: Firing, fields: Fields): boolean;
}

export function defineTrigger<Fields extends CommonFields>(shape: Shape<Fields>): TriggerDefinition {
  const { slug, kind, schema } = shape;
  return {
    slug,
    kind,
    fields: Object.keys(schema.shape),
    subscribe(triggerFields) {
      const parsed = schema.safeParse(triggerFields);
      if (!parsed.success) throw wrongField(parsed.error);
      const fields: Fields = parsed.data;
      return {
        channel: fields.channel,
        endpoint: fields.endpoint,
        fields: { ...fields },
        condition: triggerInput.parse(shape.condition(fields)),
        counts: (firing) => shape.counts(firing, fields),
      };
    },
    problemOf(field, value) {
      const parsed = schema.shape[field]?.safeParse(value);
      if (parsed === undefined || parsed.success) return null;
      return sentenceOf(parsed.error);
    },
  };
}

function sentenceOf(error: z.ZodError): string {
  const message = error.issues[0]?.message ?? "is wrong";
  return `This ${message}.`;
}

function wrongField(error: z.ZodError): AppError {
  const [issue] = error.issues;
  const field = String(issue?.path[0] ?? "triggerFields");
  return new AppError("bad_request", `The trigger field ${field} ${issue?.message ?? "is wrong"}.`, {
    field,
  });
}
