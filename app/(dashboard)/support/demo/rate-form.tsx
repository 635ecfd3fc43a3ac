"use client";

import { useActionState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { MULTIPLIERS } from "#demo/rate.ts";
import { type FormAction, formError } from "#lib/http/form-result.ts";

interface RateFormProps {
  multiplier: number;
  change: FormAction<number>;
}

export function RateForm({ multiplier, change }: RateFormProps) {
  const [result, action, pending] = useActionState(change, { status: "idle" });
  const error = formError(result);
  return (
    <Panel aria-labelledby="demo-rate">
      <PanelHeader id="demo-rate" title="Traffic" note="times the ordinary rate" />
      <form action={action} className="flex flex-wrap gap-2 border-t border-hairline p-4">
        {MULTIPLIERS.map((each) => (
          <Button
            key={each}
            type="submit"
            name="multiplier"
            value={each}
            variant={each === multiplier ? "primary" : "secondary"}
            aria-pressed={each === multiplier}
            disabled={pending}
          >
            ×{each}
          </Button>
        ))}
      </form>
      {error ? (
        <Notice tone="danger" live className="mx-4 mb-4">
          {error}
        </Notice>
      ) : null}
    </Panel>
  );
}
