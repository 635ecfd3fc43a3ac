"use client";

import { Search, Settings, Trash2 } from "lucide-react";
import Link from "next/link";
import { Button, type ButtonVariant } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { Select } from "#components/ui/select.tsx";
import { Family, Specimen } from "./specimen.tsx";

const VARIANTS: ButtonVariant[] = ["primary", "secondary", "ghost", "danger"];
const OPTIONS = [
  { value: "email", label: "Email" },
  { value: "slack", label: "Slack" },
  { value: "sms", label: "SMS, not set up", disabled: true },
];

function Buttons() {
  return (
    <Family title="Buttons">
      {VARIANTS.map((variant) => (
        <Specimen key={variant} label={`Button, ${variant}: usual, small, busy, disabled`}>
          <Button variant={variant}>Save</Button>
          <Button variant={variant} size="sm">
            Save
          </Button>
          <Button variant={variant} busy>
            Save
          </Button>
          <Button variant={variant} disabled>
            Save
          </Button>
        </Specimen>
      ))}
      <Specimen label="Button with an icon; as a link">
        <Button>
          <Trash2 aria-hidden />
          Remove
        </Button>
        <Button asChild>
          <Link href="/design">A link</Link>
        </Button>
      </Specimen>
      <Specimen label="Pager, on the first page">
        <Pager label="Pages of rows" page={0} pageSize={50} total={1_312} onPage={() => undefined} />
      </Specimen>
      <Specimen label="IconButton: ghost, secondary, small, pressed, disabled">
        <IconButton label="Settings">
          <Settings aria-hidden />
        </IconButton>
        <IconButton label="Settings, secondary" variant="secondary">
          <Settings aria-hidden />
        </IconButton>
        <IconButton label="Settings, small" size="sm">
          <Settings aria-hidden />
        </IconButton>
        <IconButton label="Settings, pressed" pressed>
          <Settings aria-hidden />
        </IconButton>
        <IconButton label="Settings, disabled" disabled>
          <Settings aria-hidden />
        </IconButton>
      </Specimen>
      <Specimen label="CopyButton: icon, with text">
        <CopyButton text="copied" label="Copy" />
        <CopyButton text="copied" label="Copy the link" withText />
      </Specimen>
    </Family>
  );
}

function Forms() {
  return (
    <Family title="Forms">
      <Specimen label="Input: usual, with an icon, filled, disabled">
        <Input aria-label="Usual" placeholder="Name" />
        <Input
          aria-label="With an icon"
          type="search"
          icon={<Search />}
          placeholder="Find"
          className="w-full"
        />
        <Input aria-label="Filled" defaultValue="Brightbulb" />
        <Input aria-label="Disabled" defaultValue="Brightbulb" disabled />
      </Specimen>
      <Specimen label="Field: with a hint, with a mistake">
        <Field label="Slug" hint="Lower-case letters, digits and hyphens." className="w-full">
          {(control) => <Input defaultValue="brightbulb" {...control} />}
        </Field>
        <Field label="Slug, mistaken" error="Another Channel has it." className="w-full">
          {(control) => <Input defaultValue="weatherly" {...control} />}
        </Field>
      </Specimen>
      <Specimen label="Select: empty, chosen, disabled">
        <Select aria-label="Empty" options={OPTIONS} placeholder="Choose" />
        <Select aria-label="Chosen" options={OPTIONS} defaultValue="slack" />
        <Select aria-label="Disabled" options={OPTIONS} defaultValue="email" disabled />
      </Specimen>
      <Specimen label="Checkbox: off, on, in part, disabled">
        {["off", "on", "in part"].map((state) => (
          <Label key={state} className="flex items-center gap-2">
            <Checkbox defaultChecked={state === "on"} indeterminate={state === "in part"} /> {state}
          </Label>
        ))}
        <Label className="flex items-center gap-2">
          <Checkbox disabled /> disabled
        </Label>
      </Specimen>
    </Family>
  );
}

export function Controls() {
  return (
    <>
      <Buttons />
      <Forms />
    </>
  );
}
