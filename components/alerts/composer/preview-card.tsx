"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { DestinationType } from "#lib/alerts/action.ts";
import type { Wording } from "#lib/alerts/actions/wording.ts";
import type { MessagePreview, PreviewedFiring } from "#lib/alerts/preview.ts";
import type { Trigger } from "#lib/alerts/trigger.ts";
import type { Backtest } from "#lib/alerts/views.ts";
import { useSettled } from "./use-backtest.ts";

export interface PreviewQuestion {
  name: string;
  trigger: Trigger;
  firing: PreviewedFiring | null;
}

/** null: nothing can be said now. */
export type PreviewResult = MessagePreview | null;

type Form = "words" | "sms" | "webhook";
const FORMS: Record<DestinationType, Form> = {
  slack: "words",
  email: "words",
  pagerduty: "words",
  sms: "sms",
  webhook: "webhook",
};
const NAMES: Record<Form, string> = { words: "Message", sms: "SMS", webhook: "Webhook" };

interface PreviewCardProps {
  channel: string;
  recipeName: string;
  trigger: Trigger;
  /** Of those who are told; null for one that is not known. */
  types: readonly (DestinationType | null)[];
  /** null until it is known. */
  backtest: Backtest | null;
  preview: (question: PreviewQuestion) => Promise<PreviewResult>;
}

/** What those who are told would read, as it would be sent, with the figures of the last time it would have fired. */
export default function PreviewCard(props: PreviewCardProps) {
  const { channel, recipeName, trigger, types, backtest, preview } = props;
  const [asked, setAsked] = useState<Form | null>(null);
  const last = backtest?.firings.at(-1);
  const firing =
    last === undefined ? null : { started_at: last.started_at, fired_at: last.fired_at, worst: last.worst };
  const question = useSettled(JSON.stringify({ name: recipeName, trigger, firing }));
  const { data } = useQuery<PreviewResult>({
    queryKey: ["message-preview", channel, question],
    queryFn: () => preview(JSON.parse(question) as PreviewQuestion),
    enabled: backtest !== null,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
  const forms = [...new Set(types.flatMap((type) => (type === null ? [] : [FORMS[type]])))];
  const form = asked !== null && forms.includes(asked) ? asked : (forms[0] ?? "words");
  return (
    <Panel aria-labelledby="preview">
      <PanelHeader
        id="preview"
        title="What they read"
        note={last === undefined ? undefined : "as the last time it would have fired"}
      />
      {forms.length < 2 ? null : (
        <fieldset className="mx-4 mb-2.5 flex gap-1.5">
          <legend className="sr-only">As what</legend>
          {forms.map((one) => (
            <Button
              key={one}
              size="sm"
              aria-pressed={one === form}
              className={cn(one === form && "border-accent text-accent-text")}
              onClick={() => setAsked(one)}
            >
              {NAMES[one]}
            </Button>
          ))}
        </fieldset>
      )}
      <div className="mx-4 mb-4 text-sm">
        {data === undefined ? <Skeleton className="h-[104px]" /> : <Message form={form} preview={data} />}
      </div>
    </Panel>
  );
}

function Message({ form, preview }: { form: Form; preview: PreviewResult }): ReactNode {
  if (preview === null) return <p className="text-muted">The message cannot be shown just now.</p>;
  if (form === "words") return <Words words={preview.words} />;
  return (
    <pre className="max-h-80 overflow-auto rounded-control border bg-sunken px-2.5 py-2 font-mono text-xs whitespace-pre-wrap break-words">
      {preview[form]}
    </pre>
  );
}

function Words({ words: { subject, lead, facts, topError, links } }: { words: Wording }) {
  return (
    <div className="flex flex-col gap-1.5 border-l-2 border-danger pl-3 break-words">
      <p className="font-semibold">{subject}</p>
      <p className="text-muted">{lead}</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        {facts.map(({ label, value }) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {topError === null ? null : (
        <div>
          <p className="text-muted">Top error: {topError.what}</p>
          {topError.pattern === null ? null : (
            <p className="line-clamp-2 font-mono text-xs text-muted">{topError.pattern}</p>
          )}
        </div>
      )}
      <p className="text-accent-text">{links.map(({ text }) => text.replace(/ #\d+$/, "")).join(" · ")}</p>
    </div>
  );
}
