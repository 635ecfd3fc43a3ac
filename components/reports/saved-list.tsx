"use client";

import { Trash2, Users } from "lucide-react";
import { useState } from "react";
import { ConfirmForm } from "#components/forms/confirm-form.tsx";
import { useForm } from "#components/forms/use-form.ts";
import { cn } from "#components/ui/cn.ts";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { safeText } from "#lib/format/safe-text.ts";
import { type FormAction, formError } from "#lib/http/form-result.ts";
import type { SavedReportView } from "#lib/reports/views.ts";

interface RemoveButtonProps {
  report: SavedReportView;
  action: FormAction<null>;
  onDone: () => void;
}

function RemoveButton({ report, action, onDone }: RemoveButtonProps) {
  const [open, setOpen] = useState(false);
  const { result, busy, form } = useForm(action, () => {
    setOpen(false);
    onDone();
  });
  const name = safeText(report.name);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <IconButton label={`Remove ${name}`} size="sm">
          <Trash2 aria-hidden />
        </IconButton>
      </DialogTrigger>
      <DialogContent title={`Remove ${name}?`}>
        <ConfirmForm
          fields={{ id: report.id }}
          form={form}
          busy={busy}
          problem={formError(result)}
          submit="Remove"
          tone="danger"
        >
          {report.shared ? "All staff lose it. This is noted in the audit trail." : "Nobody else sees it."}
        </ConfirmForm>
      </DialogContent>
    </Dialog>
  );
}

interface SavedListProps {
  saved: readonly SavedReportView[];
  open: string | null;
  onOpen: (report: SavedReportView) => void;
  remove: FormAction<null>;
  onRemoved: (id: string) => void;
}

/** One's own reports and all staff's. */
export function SavedList({ saved, open, onOpen, remove, onRemoved }: SavedListProps) {
  return (
    <Panel aria-labelledby="saved">
      <PanelHeader id="saved" title="Saved" note="yours and all staff’s" />
      {saved.length === 0 ? (
        <p className="px-4 pb-4 text-sm text-muted">Run a report, then save it under a name.</p>
      ) : null}
      <ul className="max-h-80 overflow-y-auto">
        {saved.map((report) => (
          <li
            key={report.id}
            className={cn(
              "flex items-center gap-1 border-t border-hairline pr-2 hover:bg-hover",
              open === report.id && "bg-accent/6",
            )}
          >
            <button
              type="button"
              aria-label={`Open ${safeText(report.name)}`}
              aria-current={open === report.id || undefined}
              onClick={() => onOpen(report)}
              className="min-w-0 flex-1 px-4 py-2 text-left"
            >
              <span className="block truncate font-medium">{safeText(report.name)}</span>
              <span className="flex items-center gap-1 truncate text-sm text-muted">
                {report.shared ? <Users aria-hidden size={14} strokeWidth={1.75} /> : null}
                {report.shared ? `all staff, by ${report.createdBy ?? "somebody who is gone"}` : "only you"}
              </span>
            </button>
            {report.mine ? (
              <RemoveButton report={report} action={remove} onDone={() => onRemoved(report.id)} />
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
