"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useChange } from "./use-change.ts";

interface RemoveButtonProps {
  name: string;
  remove: () => Promise<unknown>;
  onRemoved: () => void;
}

/** Asks once, then removes an alert Recipe. */
export function RemoveButton({ name, remove, onRemoved }: RemoveButtonProps) {
  const [open, setOpen] = useState(false);
  const { busy, problem, run, clear } = useChange();
  const confirm = async () => {
    if (!(await run(remove))) return;
    setOpen(false);
    onRemoved();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        clear();
        setOpen(next);
      }}
    >
      <DialogTrigger asChild>
        <IconButton label={`Remove ${name}`} size="sm">
          <Trash2 aria-hidden />
        </IconButton>
      </DialogTrigger>
      <DialogContent
        title={`Remove ${name}?`}
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button variant="danger" busy={busy} onClick={() => void confirm()}>
              Remove
            </Button>
          </>
        }
      >
        {problem === null ? null : (
          <Notice tone="danger" live className="mb-3">
            {problem}
          </Notice>
        )}
        <p className="text-muted">
          Nobody is told any more when it would fire. Its incidents stay on record; one that is open ends.
        </p>
      </DialogContent>
    </Dialog>
  );
}
