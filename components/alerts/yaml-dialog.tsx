"use client";

import { Download, Upload } from "lucide-react";
import { type ChangeEvent, useState } from "react";
import { sendJson } from "#components/data/api.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { CodeBlock } from "#components/ui/code.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Label } from "#components/ui/label.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ImportData } from "#lib/http/api/alerts.ts";
import { chosenText } from "./chosen-file.ts";
import { ImportChanges } from "./import-changes.tsx";
import { useChange } from "./use-change.ts";

interface YamlDialogProps {
  channel: string;
  mayWrite: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onChanged: () => void;
}

/** Recipes as code: all of them as a file, and a file brought in after a look at what it would change. */
export default function YamlDialog({ channel, mayWrite, open, onOpenChange, onChanged }: YamlDialogProps) {
  const path = `/api/v1/channels/${channel}/alert-recipes.yaml`;
  const [text, setText] = useState("");
  const [prune, setPrune] = useState(false);
  const [result, setResult] = useState<ImportData | null>(null);
  const { busy, problem, run, clear } = useChange();

  const edit = (next: string) => {
    setText(next);
    setResult(null);
    clear();
  };
  const bring = (dryRun: boolean) =>
    run(async () => {
      const query = new URLSearchParams({ dry_run: String(dryRun), prune: String(prune) });
      const { data } = await sendJson<{ data: ImportData }>("PUT", `${path}?${query}`, text);
      setResult(data);
      if (!dryRun) onChanged();
    });
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) =>
    run(async () => {
      const chosen = await chosenText(target);
      if (chosen !== null) edit(chosen);
    });
  const planned = result?.dry_run === true;
  const differs = result?.changes.some(({ change }) => change !== "unchanged" && change !== "kept") ?? false;
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        size="md"
        title="Recipes as YAML"
        description="For a repository, or another Channel. Destinations stand in it by name, never by address."
        footer={
          mayWrite ? (
            <>
              <Button busy={busy && !planned} disabled={text.trim() === ""} onClick={() => void bring(true)}>
                Show what would change
              </Button>
              <Button
                variant="primary"
                busy={busy && planned}
                disabled={!planned || !differs}
                onClick={() => void bring(false)}
              >
                Import
              </Button>
            </>
          ) : undefined
        }
      >
        <div className="flex flex-col gap-4">
          <a href={path} download className={buttonClass()}>
            <Download aria-hidden />
            Download all as a file
          </a>
          {mayWrite ? (
            <>
              <Field label="File to import" hint="Recipes are matched by name.">
                {(control) => (
                  <textarea
                    {...control}
                    value={text}
                    onChange={(event) => edit(event.target.value)}
                    rows={10}
                    spellCheck={false}
                    placeholder={EXAMPLE}
                    className="w-full rounded-control border bg-surface px-2.5 py-2 font-mono text-sm focus:border-accent"
                  />
                )}
              </Field>
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <label className={buttonClass("secondary", "sm")}>
                  <Upload aria-hidden />
                  Choose a file
                  <input
                    type="file"
                    accept=".yaml,.yml,text/yaml"
                    className="sr-only"
                    onChange={(event) => void choose(event)}
                  />
                </label>
                <div className="flex items-center gap-2">
                  <Checkbox
                    id="prune"
                    checked={prune}
                    onCheckedChange={(checked) => {
                      setPrune(checked === true);
                      setResult(null);
                    }}
                  />
                  <Label htmlFor="prune" className="font-normal">
                    Remove Recipes that the file does not have
                  </Label>
                </div>
              </div>
            </>
          ) : null}
          {problem === null ? null : (
            <Notice tone="danger" live title="This file cannot be imported">
              {problem}
            </Notice>
          )}
          {result === null ? null : <ImportChanges result={result} />}
          {result?.secrets.map(({ recipe, secret }) => (
            <div key={secret}>
              <p className="mb-1 text-sm">Signing secret of the webhook of {recipe}, shown this once:</p>
              <CodeBlock code={secret} copyLabel="Copy the secret" />
            </div>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}

const EXAMPLE = `recipes:
  - name: API errors
    trigger: { type: error_rate_above, percent: 5 }
    actions:
      - destination: "#api-alerts"`;
