"use client";

import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { getJson } from "#components/data/api.ts";
import { useForm } from "#components/forms/use-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { presetInWords } from "#lib/format/range.ts";
import { safeText } from "#lib/format/safe-text.ts";
import type { SavedViewsAnswer } from "#lib/http/api/answers.ts";
import { type FormAction, fieldError, formError } from "#lib/http/form-result.ts";
import type { SavedView } from "#lib/saved-views/views.ts";
import type { ViewActions } from "./view-actions.ts";

interface SavedViewsProps extends ViewActions {
  slug: string;
  q: string;
  range: string;
  onOpen: (view: SavedView) => void;
}

function useSavedViews(slug: string) {
  return useQuery({
    queryKey: ["views", slug],
    queryFn: async ({ signal }) => {
      const path = `/api/v1/channels/${encodeURIComponent(slug)}/views`;
      return (await getJson<SavedViewsAnswer>(path, signal)).data;
    },
  });
}

interface ViewRowProps {
  view: SavedView;
  drop: FormAction<null>;
  onOpen: (view: SavedView) => void;
  onDropped: () => void;
}

function ViewRow({ view, drop, onOpen, onDropped }: ViewRowProps) {
  const { busy, form, result } = useForm(drop, onDropped);
  const name = safeText(view.name);
  return (
    <li className="flex items-center gap-1 rounded-badge hover:bg-hover">
      <button type="button" className="min-w-0 flex-1 px-2 py-1.5 text-left" onClick={() => onOpen(view)}>
        <span className="block truncate text-sm font-medium">
          <span className="sr-only">Open the view </span>
          {name}
        </span>
        <span className="block truncate font-mono text-xs text-muted">
          {view.query === "" ? "all requests" : safeText(view.query)}
          {view.range === null ? "" : ` · ${presetInWords(view.range)}`}
        </span>
        {formError(result) === null ? null : (
          <span role="alert" className="block text-sm text-danger-text">
            {formError(result)}
          </span>
        )}
      </button>
      {view.removable ? (
        <form {...form}>
          <input type="hidden" name="id" value={view.id} />
          <IconButton type="submit" label={`Remove the view ${name}`} size="sm" disabled={busy}>
            <Trash2 aria-hidden />
          </IconButton>
        </form>
      ) : null}
    </li>
  );
}

function KeepForm({
  q,
  range,
  keep,
  mayShare,
  onKept,
}: SavedViewsProps & { onKept: () => Promise<unknown> }) {
  const { result, busy, form } = useForm(keep, async () => {
    await onKept();
  });
  const problem = formError(result) ?? fieldError(result, "q");
  return (
    <form {...form} className="mt-1 flex flex-col gap-2 border-t border-hairline p-2 pt-3">
      <input type="hidden" name="q" value={q} />
      <input type="hidden" name="range" value={range} />
      <Field label="Keep this search as" error={fieldError(result, "name")}>
        {(control) => <Input {...control} name="name" required maxLength={80} autoComplete="off" />}
      </Field>
      {mayShare ? (
        <label className="flex min-h-6 items-center gap-2 text-sm">
          <input type="checkbox" name="shared" className="size-4 accent-accent" />
          For everybody on the Channel
        </label>
      ) : null}
      {problem ? (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      ) : null}
      <Button type="submit" variant="primary" busy={busy}>
        Keep
      </Button>
    </form>
  );
}

/** One's own views and the Channel's, and a form for another. */
export default function SavedViews(props: SavedViewsProps) {
  const views = useSavedViews(props.slug);
  const groups = [
    { title: "Mine", views: views.data?.filter((view) => !view.shared) ?? [] },
    { title: "The Channel's", views: views.data?.filter((view) => view.shared) ?? [] },
  ].filter((group) => group.views.length > 0);
  return (
    <>
      {views.isPending ? <Skeleton className="m-2 h-10" /> : null}
      {views.isError ? <Notice tone="danger">{views.error.message}</Notice> : null}
      {views.data?.length === 0 ? (
        <p className="px-2 py-1.5 text-sm text-muted">No search was kept yet.</p>
      ) : null}
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h3 className="px-2 py-1 text-sm text-muted">{group.title}</h3>
          <ul>
            {group.views.map((view) => (
              <ViewRow
                key={view.id}
                view={view}
                drop={props.drop}
                onOpen={props.onOpen}
                onDropped={() => void views.refetch()}
              />
            ))}
          </ul>
        </section>
      ))}
      {props.mayKeep ? <KeepForm {...props} onKept={() => views.refetch()} /> : null}
    </>
  );
}
