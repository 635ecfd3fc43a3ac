"use client";

import { useActionState, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";
import { FAULT_KINDS, FAULT_NAMES, type FaultKind } from "#demo/faults.ts";
import type { DemoOverviewChannel } from "#demo/overview.ts";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";

const SHARES: SelectOption[] = [5, 20, 50, 100].map((share) => ({
  value: String(share),
  label: share === 100 ? "all requests" : `${share}\u202f% of requests`,
}));

/** What a kind of fault asks for beyond where and how often. */
const DETAILS: Partial<Record<FaultKind, { name: string; label: string; options: SelectOption[] }>> = {
  errors: {
    name: "status",
    label: "Status",
    options: [503, 500, 502, 504].map((status) => ({ value: String(status), label: `HTTP ${status}` })),
  },
  slowness: {
    name: "factor",
    label: "Answers take",
    options: [8, 3, 20, 60].map((factor) => ({ value: String(factor), label: `${factor} times as long` })),
  },
  outage: {
    name: "mode",
    label: "What callers see",
    options: [
      { value: "refused", label: "connection refused" },
      { value: "reset", label: "connection reset" },
      { value: "silent", label: "no answer" },
    ],
  },
};

interface InjectFormProps {
  channels: DemoOverviewChannel[];
  inject: FormAction<string>;
}

export function InjectForm({ channels, inject }: InjectFormProps) {
  const [result, action, pending] = useActionState(inject, { status: "idle" });
  const [slug, setSlug] = useState(channels[0]?.slug ?? "");
  const [endpoint, setEndpoint] = useState("all");
  const [kind, setKind] = useState<FaultKind>("errors");
  const [share, setShare] = useState("50");
  const chosen = channels.find((channel) => channel.slug === slug);
  const detail = DETAILS[kind];
  const error = formError(result);
  return (
    <Panel aria-labelledby="demo-inject">
      <PanelHeader id="demo-inject" title="Inject a fault" note="at work within a second" />
      <form action={action} className="flex flex-col gap-3 border-t border-hairline p-4">
        <Field label="Channel" error={fieldError(result, "channel")}>
          {(control) => (
            <Select
              {...control}
              name="channel"
              value={slug}
              onValueChange={(next) => {
                setSlug(next);
                setEndpoint("all");
              }}
              options={channels.map((channel) => ({ value: channel.slug, label: channel.name }))}
            />
          )}
        </Field>
        <Field label="Endpoint" error={fieldError(result, "endpoint")}>
          {(control) => (
            <Select
              {...control}
              name="endpoint"
              value={endpoint}
              onValueChange={setEndpoint}
              options={[
                { value: "all", label: "all endpoints" },
                ...(chosen?.endpoints ?? []).map((each) => ({
                  value: each.slug,
                  label: `${each.slug} (${each.kind})`,
                })),
              ]}
            />
          )}
        </Field>
        <Field label="Fault" error={fieldError(result, "kind")}>
          {(control) => (
            <Select
              {...control}
              name="kind"
              value={kind}
              onValueChange={(next) => setKind(FAULT_KINDS.find((known) => known === next) ?? "errors")}
              options={FAULT_KINDS.map((each) => ({ value: each, label: FAULT_NAMES[each] }))}
            />
          )}
        </Field>
        {detail ? (
          <Field key={detail.name} label={detail.label} error={fieldError(result, detail.name)}>
            {(control) => (
              <Select
                {...control}
                name={detail.name}
                defaultValue={detail.options[0]?.value}
                options={detail.options}
              />
            )}
          </Field>
        ) : null}
        <Field label="Share" error={fieldError(result, "share")}>
          {(control) => (
            <Select {...control} name="share" value={share} onValueChange={setShare} options={SHARES} />
          )}
        </Field>
        {error ? (
          <Notice tone="danger" live>
            {error}
          </Notice>
        ) : null}
        <Button type="submit" variant="primary" busy={pending} className="self-start">
          Inject
        </Button>
      </form>
    </Panel>
  );
}
