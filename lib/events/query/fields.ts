import { FAULTS, OUTCOMES } from "../document.ts";
import { REQUEST_KINDS } from "../kinds.ts";
import type { KeywordField, NumberField } from "./types.ts";

/** What `is:` may say. */
const IS_VALUES = ["failed", "successful", "retry"] as const;

interface FieldText {
  /** What people write before the colon. */
  name: string;
  aliases: string[];
  description: string;
  /** Whole terms, as they may be typed. */
  examples: string[];
}

export type FieldSpec = FieldText &
  (
    | { type: "keyword"; field: KeywordField; values: readonly string[] | null }
    | { type: "status" }
    | { type: "number"; field: NumberField; unit: "ms" | "B" | null }
    | { type: "is"; values: readonly string[] }
  );

const keyword = (
  name: string,
  field: KeywordField,
  description: string,
  examples: string[],
  more: { aliases?: string[]; values?: readonly string[] } = {},
): FieldSpec => ({
  type: "keyword",
  name,
  field,
  description,
  examples,
  aliases: more.aliases ?? [],
  values: more.values ?? null,
});

const number = (
  name: string,
  field: NumberField,
  unit: "ms" | "B" | null,
  description: string,
  examples: string[],
  aliases: string[] = [],
): FieldSpec => ({ type: "number", name, field, unit, description, examples, aliases });

/** Every field of the query language: the parser, the completion and the help card read this one table. */
export const FIELDS: readonly FieldSpec[] = [
  {
    type: "status",
    name: "status",
    aliases: ["status_code", "code"],
    description: "HTTP status, a class of them, or none when no response came",
    examples: ["status:5xx", "status:429,503", "status:none", "status:>=500"],
  },
  keyword(
    "outcome",
    "outcome",
    "Class of the answer; invalid: a 2xx the platform could not use",
    ["outcome:5xx,none"],
    {
      values: OUTCOMES,
    },
  ),
  keyword("endpoint", "endpoint", "Trigger or action of the Channel", ["endpoint:send_message"]),
  keyword("kind", "kind", "What the request was for", ["kind:action"], { values: REQUEST_KINDS }),
  number("duration", "duration_ms", "ms", "Time until the answer was complete; ms, s, m or h", [
    "duration:>1s",
    "duration:200ms..2s",
  ]),
  keyword("fault", "fault", "Who has to act, from the request alone", ["fault:partner"], { values: FAULTS }),
  {
    type: "is",
    name: "is",
    aliases: [],
    description: "A failed or successful request, or a repeated attempt",
    examples: ["is:failed"],
    values: IS_VALUES,
  },
  keyword("error", "error_label", "Status or type of the error", ["error:timeout", "error:503"], {
    aliases: ["error_label"],
  }),
  keyword("error_type", "error_type", "Type of the error without the status", ["error_type:connect"]),
  keyword(
    "pattern",
    "error_pattern",
    "The whole error message, ids and numbers replaced",
    ['pattern:"no route to <address>"'],
    { aliases: ["error_pattern"] },
  ),
  keyword("user", "user_id", "A user, by pseudonym (staff: also by platform id or e-mail)", ["user:123"], {
    aliases: ["user_id"],
  }),
  keyword("recipe", "recipe_id", "A Recipe", ["recipe:r_30412"], { aliases: ["recipe_id"] }),
  keyword("run", "run_id", "One run of a Recipe", ["run:run_81"], { aliases: ["run_id"] }),
  keyword("method", "method", "HTTP method", ["method:POST"]),
  number("attempt", "attempt", null, "Which try this was, from 1", ["attempt:>1"]),
  number(
    "sent",
    "request_bytes",
    "B",
    "Size of the request; B, kB, MB or GB",
    ["sent:>100kB"],
    ["request_bytes"],
  ),
  number(
    "received",
    "response_bytes",
    "B",
    "Size of the response; B, kB, MB or GB",
    ["received:<1kB"],
    ["response_bytes"],
  ),
  keyword("worker", "worker", "Worker of the platform that made the request", ["worker:worker-07"]),
  keyword("request", "request_id", "Your own id of the request, when you send one", ["request:req_55f"], {
    aliases: ["request_id"],
  }),
  keyword("id", "id", "Id of the event", ["id:019362b8-41d2-7c11-9a70-1f0a3b2c4d5e"]),
];

const BY_NAME = new Map(
  FIELDS.flatMap((spec) => [spec.name, ...spec.aliases].map((name): [string, FieldSpec] => [name, spec])),
);

/** The field of this name or alias, in any case. */
export function fieldNamed(name: string): FieldSpec | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** How a condition on this stored field is written. */
export function nameOfField(field: KeywordField | NumberField): string {
  const spec = FIELDS.find((candidate) => "field" in candidate && candidate.field === field);
  return spec?.name ?? field;
}
