"use client";

import { Button } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import type { AlertRecipeData } from "#lib/http/api/alerts.ts";

interface SavedSecretsProps {
  recipe: AlertRecipeData;
  onDone: () => void;
}

/** Signing secrets of webhooks that were made with the Recipe: shown this once. */
export function SavedSecrets({ recipe, onDone }: SavedSecretsProps) {
  const made = recipe.actions
    .flatMap((action) => (action.failover === null ? [action] : [action, action.failover]))
    .flatMap(({ id, name, secret }) => (secret ? [{ id, name, secret }] : []));
  return (
    <Dialog open onOpenChange={onDone}>
      <DialogContent
        held
        title={`${recipe.name} is saved`}
        description="What the webhook gets is signed with this secret, as Standard Webhooks. It is shown this once."
        footer={
          <Button variant="primary" onClick={onDone}>
            I have copied it
          </Button>
        }
      >
        <div className="flex flex-col gap-3">
          {made.map(({ id, name, secret }) => (
            <div key={id}>
              <p className="mb-1 truncate text-sm text-muted">{name}</p>
              <CodeBlock code={secret} copyLabel="Copy the secret" />
            </div>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
