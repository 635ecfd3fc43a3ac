"use client";

import { CodeBlock } from "#components/ui/code.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import type { DestinationView } from "#lib/alerts/views.ts";
import type { Draft, DraftTarget, TriggerDefaults } from "./draft.ts";
import { usualName } from "./draft.ts";

/** A text that YAML reads as text, whatever is in it. */
const quoted = (text: string) => JSON.stringify(text);

const plain = (value: unknown): string =>
  Array.isArray(value) ? `[${value.join(", ")}]` : typeof value === "string" ? quoted(value) : String(value);

function yamlOf(draft: Draft, defaults: TriggerDefaults, destinations: readonly DestinationView[]): string {
  const { trigger, actions, schedule, recover_minutes, remind_every_minutes } = draft;
  const usual = new Map<string, unknown>(Object.entries(defaults[trigger.type]));
  const required = ["type", "percent", "milliseconds", "objective_percent", "measure"];
  const fields = Object.entries(trigger).filter(
    ([field, value]) => required.includes(field) || String(value) !== String(usual.get(field)),
  );
  const target = (one: DraftTarget): [string, string][] =>
    one.kind === "known"
      ? [["destination", quoted(destinations.find(({ id }) => id === one.id)?.name ?? "")]]
      : Object.entries(one.input).map(([field, value]) => [field, quoted(String(value))]);
  const lines = (pairs: [string, string][], indent: string) =>
    pairs.map(([field, value]) => `${indent}${field}: ${value}`);
  return [
    "recipes:",
    `  - name: ${quoted(draft.name === "" ? usualName(trigger) : draft.name)}`,
    "    trigger:",
    ...fields.map(([field, value]) => `      ${field}: ${field === "type" ? String(value) : plain(value)}`),
    ...(recover_minutes === null ? [] : [`    recover_minutes: ${recover_minutes}`]),
    ...(remind_every_minutes === null ? [] : [`    remind_every_minutes: ${remind_every_minutes}`]),
    ...(schedule === null
      ? []
      : [
          `    schedule: { days: ${plain(schedule.days)}, from: ${quoted(schedule.from)}, to: ${quoted(schedule.to)} }`,
        ]),
    "    actions:",
    ...actions.flatMap(({ target: first, failover }) => {
      const [head, ...rest] = lines(target(first), "        ");
      return [
        `      - ${head?.trim() ?? ""}`,
        ...rest,
        ...(failover === null ? [] : ["        failover:", ...lines(target(failover), "          ")]),
      ];
    }),
    "",
  ].join("\n");
}

interface DraftYamlProps {
  draft: Draft;
  defaults: TriggerDefaults;
  destinations: readonly DestinationView[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The Recipe as a file has it. */
export default function DraftYaml({ draft, defaults, destinations, open, onOpenChange }: DraftYamlProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        size="md"
        title="This Recipe as YAML"
        description="As Alerts imports it. Destinations that exist stand in it by name."
      >
        <CodeBlock code={yamlOf(draft, defaults, destinations)} copyLabel="Copy the YAML" />
      </DialogContent>
    </Dialog>
  );
}
