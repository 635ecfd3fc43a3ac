"use client";

import { Activity, CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useActionState } from "react";
import { ChannelMark } from "#components/channels/mark.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { Time } from "#components/ui/time.tsx";
import { FAULT_NAMES } from "#demo/faults.ts";
import type { DemoOverviewChannel, FaultAtWork } from "#demo/overview.ts";
import { type FormAction, formError } from "#lib/http/form-result.ts";

interface ChannelFaultsProps {
  channels: DemoOverviewChannel[];
  end: FormAction<string>;
}

/** What is wrong with each API at the moment, on purpose, and the button to end it. */
export function ChannelFaults({ channels, end }: ChannelFaultsProps) {
  const [result, endAction, pending] = useActionState(end, { status: "idle" });
  const struck = channels.filter((channel) => channel.faults.length > 0).length;
  const error = formError(result);
  return (
    <Panel aria-labelledby="demo-channels">
      <PanelHeader
        id="demo-channels"
        title="Channels"
        note={struck === 0 ? "no fault at work" : `${struck} with a fault at work`}
      />
      {error ? (
        <Notice tone="danger" live className="mx-4 mb-3">
          {error}
        </Notice>
      ) : null}
      <ul>
        {channels.map((channel) => (
          <li key={channel.slug} className="border-t border-hairline px-4 py-2.5">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <ChannelMark slug={channel.slug} name={channel.name} color={channel.color} />
              <span className="font-medium">{channel.name}</span>
              <span className="font-mono text-sm text-faint max-sm:hidden">{channel.host}</span>
              <span className="ml-auto flex items-center gap-2">
                {channel.faults.length === 0 ? (
                  <Badge icon={<CircleCheck />}>No fault</Badge>
                ) : (
                  <Badge tone="warning" icon={<TriangleAlert />}>
                    Fault at work
                  </Badge>
                )}
                <Link
                  href={`/channels/${channel.slug}/health`}
                  aria-label={`Health of ${channel.name}`}
                  className={buttonClass("ghost", "sm")}
                >
                  <Activity aria-hidden /> Health
                </Link>
              </span>
            </div>
            {channel.faults.map((fault) => (
              <FaultLine
                key={fault.kind}
                channel={channel}
                fault={fault}
                action={endAction}
                pending={pending}
              />
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface FaultLineProps {
  channel: DemoOverviewChannel;
  fault: FaultAtWork;
  action: (form: FormData) => void;
  pending: boolean;
}

function FaultLine({ channel, fault, action, pending }: FaultLineProps) {
  return (
    <form action={action} className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 pl-9 text-sm">
      <input type="hidden" name="channel" value={channel.slug} />
      <input type="hidden" name="kind" value={fault.kind} />
      <span className="min-w-0 flex-1 text-muted">
        <span className="font-medium text-text">{FAULT_NAMES[fault.kind]}</span> since{" "}
        <Time at={fault.since} form="second" /> · {fault.description}
      </span>
      <Button
        type="submit"
        size="sm"
        disabled={pending}
        aria-label={`Clear ${FAULT_NAMES[fault.kind].toLowerCase()} of ${channel.name}`}
      >
        Clear
      </Button>
    </form>
  );
}
