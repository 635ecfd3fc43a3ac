"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useMemo, useState } from "react";
import { ApiError, sendJson } from "#components/data/api.ts";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { similarRecipes } from "#lib/alerts/recipes/similar.ts";
import type { Trigger } from "#lib/alerts/trigger.ts";
import type { AttemptView, DestinationView, RecipeView } from "#lib/alerts/views.ts";
import type { AlertRecipeData } from "#lib/http/api/alerts.ts";
import { useChange } from "../use-change.ts";
import { Chips } from "./chips.tsx";
import { DeliveryCard } from "./delivery-card.tsx";
import { type Draft, requestOf, switchType, type TriggerDefaults, usualName, withTrigger } from "./draft.ts";
import { MuteBar } from "./mute-bar.tsx";
import type { PastRange } from "./pasts.ts";
import type { PreviewQuestion, PreviewResult } from "./preview-card.tsx";
import { SaveBar } from "./save-bar.tsx";
import { SavedSecrets } from "./saved-secrets.tsx";
import { TriggerSentence } from "./sentence.tsx";
import { typeOf } from "./target-type.ts";
import { TargetsSentence } from "./targets.tsx";
import { TriggerCards } from "./trigger-cards.tsx";
import { useBacktest } from "./use-backtest.ts";
import { useDraft } from "./use-draft.ts";

const BacktestCard = dynamic(() => import("./backtest-card.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="h-[322px] rounded-panel" />,
});
const PreviewCard = dynamic(() => import("./preview-card.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="h-[140px] rounded-panel" />,
});
const MorePanel = dynamic(() => import("./more-panel.tsx"), { ssr: false });
const DraftYaml = dynamic(() => import("./draft-yaml.tsx"), { ssr: false });

export interface ComposerProps {
  channel: { slug: string; name: string; timeZone: string };
  /** The Recipe that is changed; null: a new one. */
  recipe: RecipeView | null;
  /** The Channel's other Recipes. */
  others: readonly Pick<RecipeView, "name" | "trigger">[];
  initial: { draft: Draft; past: PastRange };
  defaults: TriggerDefaults;
  endpoints: readonly string[];
  destinations: readonly DestinationView[];
  /** How far back events are kept. */
  retentionDays: number;
  mayWrite: boolean;
  startingPoints: ReactNode;
  preview: (question: PreviewQuestion) => Promise<PreviewResult>;
  sendTest: (destinationId: string) => Promise<TestResult>;
  onSaved: () => void;
  /** Muted or unmuted, which is no change of the draft. */
  onMuted: () => void;
}

export type TestResult = { attempt: AttemptView } | { refused: string };

/** The field of a trigger that its threshold is in. */
const THRESHOLDS: Partial<Record<Trigger["type"], string>> = {
  error_rate_above: "percent",
  latency_above: "milliseconds",
  new_error: "minimum_requests",
};

/** Said of one draft: with another, a starting point's or an edited one, it is gone. */
interface Refusal {
  draft: Draft;
  message: string;
  field: string | null;
}

/** An alert Recipe as a sentence: if my API …, then tell …. */
export function ComposerScreen(props: ComposerProps) {
  const { channel, recipe, others, defaults, endpoints, destinations, mayWrite, onSaved } = props;
  const { draft, past, change } = useDraft(props.initial, defaults);
  const [more, setMore] = useState(false);
  const [yaml, setYaml] = useState<boolean | null>(null);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [saved, setSaved] = useState<AlertRecipeData | null>(null);
  const [tests, setTests] = useState<string[]>([]);
  const saving = useChange();
  const testing = useChange();
  const backtest = useBacktest(channel.slug, {
    trigger: draft.trigger,
    recover_minutes: draft.recover_minutes,
    range: past,
  });
  const similar = useMemo(() => similarRecipes(others, draft.trigger), [others, draft.trigger]);
  const known = draft.actions.flatMap(({ target }) => (target.kind === "known" ? [target.id] : []));

  const refusal = refused?.draft === draft ? refused : null;
  const edit = (next: Draft) => change({ draft: next });
  const setTrigger = (trigger: Trigger) => edit({ ...draft, trigger });
  const save = () =>
    saving.run(async () => {
      if (draft.actions.length === 0) {
        setRefused({ draft, message: "Choose whom to tell.", field: "actions" });
        return;
      }
      setRefused(null);
      const path = `/api/v1/channels/${channel.slug}/alert-recipes`;
      try {
        const { data } = await (recipe === null
          ? sendJson<{ data: AlertRecipeData }>("POST", path, requestOf(draft))
          : sendJson<{ data: AlertRecipeData }>("PATCH", `${path}/${recipe.id}`, requestOf(draft)));
        const secret = data.actions.some((action) => action.secret || action.failover?.secret);
        if (secret) setSaved(data);
        else onSaved();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        setRefused({ draft, message: error.message, field: error.field });
      }
    });
  const test = () =>
    testing.run(async () => {
      const results = await Promise.all(known.map((id) => props.sendTest(id)));
      setTests(
        results.map((result, place) => {
          const name = destinations.find(({ id }) => id === known[place])?.name ?? "The destination";
          return "refused" in result
            ? `${name}: ${result.refused}`
            : `${name}: ${result.attempt.outcome === "delivered" ? "delivered" : result.attempt.detail}`;
        }),
      );
    });

  const field = refusal?.field ?? null;
  const threshold = THRESHOLDS[draft.trigger.type];
  const disabled = !mayWrite;
  return (
    <div className="grid max-w-[1240px] items-start gap-x-8 gap-y-6 px-4 py-5 sm:p-7 sm:pt-6 xl:grid-cols-[minmax(0,1fr)_320px]">
      <div className="flex min-w-0 flex-col gap-4">
        {recipe === null || !mayWrite ? null : (
          <MuteBar channel={channel.slug} recipe={recipe} onChanged={props.onMuted} />
        )}
        <h1 className="sr-only">{recipe === null ? "New alert Recipe" : `Alert Recipe ${recipe.name}`}</h1>
        {mayWrite ? null : (
          <Notice title="You only read here">Owners of the Channel change its alert Recipes.</Notice>
        )}
        <fieldset className="min-w-0">
          <legend className="sr-only">The Recipe as a sentence</legend>
          <div className="text-headline leading-[46px] font-semibold">
            <span className="text-faint">If</span>{" "}
            <TriggerSentence
              trigger={draft.trigger}
              endpoints={endpoints}
              refused={field}
              disabled={disabled}
              onChange={setTrigger}
            />
          </div>
          <div className="text-headline leading-[46px] font-semibold">
            <span className="text-faint">then</span>{" "}
            <TargetsSentence
              actions={draft.actions}
              destinations={destinations}
              refused={field}
              disabled={disabled}
              onChange={(actions) => edit({ ...draft, actions })}
            />
          </div>
        </fieldset>
        <Chips draft={draft} disabled={disabled} more={more} onMore={() => setMore(!more)} onChange={edit} />
        {more ? (
          <MorePanel
            draft={draft}
            timeZone={channel.timeZone}
            refused={field}
            disabled={disabled}
            onChange={edit}
          />
        ) : null}
        {refusal !== null && field !== "name" ? (
          <Notice tone="danger" live>
            {refusal.message}
          </Notice>
        ) : null}
        {similar.map((words) => (
          <Notice key={words} tone="warning" live>
            {words}
          </Notice>
        ))}
        <BacktestCard
          channel={channel.slug}
          trigger={draft.trigger}
          backtest={backtest.data ?? null}
          renewing={backtest.isFetching}
          error={backtest.error?.message ?? null}
          onRetry={() => void backtest.refetch()}
          past={past}
          onPast={(next) => change({ past: next })}
          days={props.retentionDays}
          onUse={
            threshold === undefined || disabled
              ? null
              : (value) => setTrigger(withTrigger(draft.trigger, { [threshold]: value }))
          }
        />
        {mayWrite ? (
          <SaveBar
            name={draft.name}
            usual={usualName(draft.trigger)}
            nameError={field === "name" ? (refusal?.message ?? null) : null}
            busy={saving.busy}
            testing={testing.busy}
            mayTest={known.length > 0}
            onName={(name) => edit({ ...draft, name })}
            onSave={() => void save()}
            onTest={() => void test()}
            onYaml={() => setYaml(true)}
          />
        ) : null}
        {tests.length > 0 ? (
          <Notice live title="Test sent">
            {tests.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Notice>
        ) : null}
        {[saving.problem, testing.problem].map((problem) =>
          problem === null ? null : (
            <Notice key={problem} tone="danger" live>
              {problem}
            </Notice>
          ),
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-6">
        <TriggerCards
          chosen={draft.trigger.type}
          disabled={disabled}
          onChoose={(type) => setTrigger(switchType(draft.trigger, type, defaults))}
        />
        <DeliveryCard
          actions={draft.actions}
          destinations={destinations}
          disabled={disabled}
          onChange={(actions) => edit({ ...draft, actions })}
        />
        <PreviewCard
          channel={channel.slug}
          recipeName={draft.name.trim() === "" ? usualName(draft.trigger) : draft.name}
          trigger={draft.trigger}
          types={draft.actions.flatMap(({ target, failover }) =>
            [target, failover].map((one) => typeOf(one, destinations)),
          )}
          backtest={backtest.data ?? null}
          preview={props.preview}
        />
        {props.startingPoints}
      </div>
      {yaml === null ? null : (
        <DraftYaml
          draft={draft}
          defaults={defaults}
          destinations={destinations}
          open={yaml}
          onOpenChange={setYaml}
        />
      )}
      {saved === null ? null : <SavedSecrets recipe={saved} onDone={onSaved} />}
    </div>
  );
}
