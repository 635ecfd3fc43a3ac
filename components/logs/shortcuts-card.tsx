"use client";

import { Kbd } from "#components/ui/code.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { SHORTCUTS } from "./shortcuts.ts";

interface ShortcutsCardProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export default function ShortcutsCard({ open, onOpenChange }: ShortcutsCardProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Keyboard shortcuts">
        <dl>
          {SHORTCUTS.map(({ keys, does }) => (
            <div
              key={does}
              className="flex items-center justify-between gap-4 border-b border-hairline py-2 last:border-0"
            >
              <dt className="text-sm">{does}</dt>
              <dd className="flex gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </DialogContent>
    </Dialog>
  );
}
