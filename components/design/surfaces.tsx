"use client";

import { CircleDashed, TriangleAlert } from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Code, CodeBlock, Kbd } from "#components/ui/code.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger, SheetContent } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel, PanelFooter, PanelHeader } from "#components/ui/panel.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { ZoneProvider } from "#components/ui/zone.tsx";
import { Family, Specimen } from "./specimen.tsx";

const TONES: Tone[] = ["neutral", "accent", "good", "warning", "danger", "violet", "wine"];
const AT = Date.UTC(2026, 10, 23, 14, 41, 7, 250);
const nothing = () => undefined;

function Words() {
  return (
    <Family title="Words">
      <Specimen label="Badge, every tone, with and without an icon">
        {TONES.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
        <Badge tone="warning" icon={<TriangleAlert />}>
          with an icon
        </Badge>
      </Specimen>
      <Specimen label="Code, Kbd">
        <Code>send_message</Code>
        <Kbd>Esc</Kbd>
      </Specimen>
      <Specimen label="Time: every form, in UTC and elsewhere">
        {(
          [
            "minute",
            "second",
            "milli",
            "day",
            "dayMinute",
            "daySecond",
            "weekday",
            "yearDay",
            "full",
          ] as const
        ).map((form) => (
          <Time key={form} at={AT} form={form} />
        ))}
        <ZoneProvider zone="Asia/Kolkata">
          <Time at={AT} form="full" />
        </ZoneProvider>
      </Specimen>
      <Specimen label="CodeBlock" wide>
        <CodeBlock code={"curl -sS http://localhost:3000/api/health"} className="w-full" />
      </Specimen>
    </Family>
  );
}

function States() {
  return (
    <Family title="States of a page">
      {(["info", "good", "warning", "danger"] as const).map((tone) => (
        <Specimen key={tone} label={`Notice, ${tone}`}>
          <Notice
            tone={tone}
            title="What happened"
            actions={<Button size="sm">Do it</Button>}
            className="w-full"
          >
            And what to do about it.
          </Notice>
        </Specimen>
      ))}
      <Specimen label="Skeleton; Spinner">
        <Skeleton className="h-8 w-40" />
        <Spinner />
      </Specimen>
      <Specimen label="EmptyState">
        <EmptyState icon={<CircleDashed />} title="No Channel yet" action={<Button>Register one</Button>}>
          Then send an event with a key of it.
        </EmptyState>
      </Specimen>
      <Specimen label="ErrorState">
        <ErrorState title="The Channels cannot be read" onRetry={nothing}>
          The server does not answer. This page goes on trying by itself.
        </ErrorState>
      </Specimen>
      <Specimen label="Problem">
        <Problem>Five tests within a minute are enough.</Problem>
      </Specimen>
      <Specimen label="ErrorState, retrying">
        <ErrorState title="The Channels cannot be read" onRetry={nothing} retrying />
      </Specimen>
    </Family>
  );
}

function Layers() {
  return (
    <Family title="Surfaces and layers">
      <Specimen label="Panel with header, table and footer" wide>
        <Panel className="w-full">
          <PanelHeader title="Endpoints" note="by failures" actions={<Button size="sm">Export</Button>} />
          <Table>
            <TableHead>
              <tr>
                <Th>Endpoint</Th>
                <Th align="right">Requests</Th>
              </tr>
            </TableHead>
            <tbody>
              {["send_message", "new_photo"].map((endpoint) => (
                <TableRow key={endpoint}>
                  <Td>
                    <Code>{endpoint}</Code>
                  </Td>
                  <Td align="right">78,911</Td>
                </TableRow>
              ))}
            </tbody>
          </Table>
          <PanelFooter>Complete to 14:41:07</PanelFooter>
        </Panel>
      </Specimen>
      <Specimen label="Dialog, two sizes; sheet">
        {(["sm", "md"] as const).map((size) => (
          <Dialog key={size}>
            <DialogTrigger asChild>
              <Button>Open, {size}</Button>
            </DialogTrigger>
            <DialogContent
              size={size}
              title="Remove this key?"
              description="Workers that use it are refused at once."
              footer={
                <DialogClose asChild>
                  <Button variant="danger">Remove</Button>
                </DialogClose>
              }
            />
          </Dialog>
        ))}
        <Dialog>
          <DialogTrigger asChild>
            <Button>Open a sheet</Button>
          </DialogTrigger>
          <SheetContent title="A sheet">
            <p className="p-4">What it shows.</p>
          </SheetContent>
        </Dialog>
      </Specimen>
      <Specimen label="Popover; Tooltip">
        <Popover>
          <PopoverTrigger asChild>
            <Button>Open a popover</Button>
          </PopoverTrigger>
          <PopoverContent aria-label="An example">What it shows.</PopoverContent>
        </Popover>
        <Tooltip content="What it says">
          <Button>Hover or focus</Button>
        </Tooltip>
      </Specimen>
    </Family>
  );
}

export function Surfaces() {
  return (
    <>
      <Words />
      <States />
      <Layers />
    </>
  );
}
