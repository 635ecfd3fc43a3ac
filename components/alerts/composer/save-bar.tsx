"use client";

import { FileCode, Send } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface SaveBarProps {
  name: string;
  /** What it is called when nobody names it. */
  usual: string;
  /** Why the name was refused. */
  nameError: string | null;
  busy: boolean;
  testing: boolean;
  /** Whether there is a destination that a test can be sent to. */
  mayTest: boolean;
  onName: (name: string) => void;
  onSave: () => void;
  onTest: () => void;
  onYaml: () => void;
}

export function SaveBar(props: SaveBarProps) {
  const { name, usual, nameError, busy, testing, mayTest, onName, onSave, onTest, onYaml } = props;
  return (
    <div className="flex flex-col gap-3">
      <Field label="Name" error={nameError} className="max-w-sm">
        {(control) => (
          <Input
            {...control}
            value={name}
            placeholder={usual}
            maxLength={100}
            onChange={(event) => onName(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" busy={busy} onClick={onSave}>
          Save Recipe
        </Button>
        <Button
          busy={testing}
          disabled={!mayTest}
          title={mayTest ? undefined : "A destination can be tested once it is saved"}
          onClick={onTest}
        >
          {testing ? null : <Send aria-hidden />}
          Send a test
        </Button>
        <Button variant="ghost" aria-haspopup="dialog" onClick={onYaml}>
          <FileCode aria-hidden />
          As YAML
        </Button>
      </div>
    </div>
  );
}
