import { DESTINATION_NAMES, DestinationIcon } from "#components/alerts/destination-icon.tsx";
import { ConfirmButton } from "#components/forms/confirm-button.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Time } from "#components/ui/time.tsx";
import type { DestinationView } from "#lib/alerts/views.ts";
import type { FormAction } from "#lib/http/form-result.ts";
import { ConfirmCode } from "./confirm-code.tsx";
import { RenameButton } from "./rename-button.tsx";
import { type RotatedSecret, RotateSecretButton } from "./rotate-secret-button.tsx";
import { TestButton, type Tested } from "./test-button.tsx";

interface DestinationActions {
  rename: FormAction<null>;
  enable: FormAction<null>;
  remove: FormAction<null>;
  confirm: FormAction<null>;
  again: FormAction<null>;
  test: FormAction<Tested>;
  rotate: FormAction<RotatedSecret>;
}

interface DestinationListProps {
  destinations: readonly DestinationView[];
  /** null for whoever only reads. */
  actions: DestinationActions | null;
}

/** Where alerts of the Channel go, and how the last deliveries there went. */
export function DestinationList({ destinations, actions }: DestinationListProps) {
  return (
    <ul aria-label="Destinations">
      {destinations.map((destination) => (
        <Row key={destination.id} destination={destination} actions={actions} />
      ))}
    </ul>
  );
}

function Row({ destination, actions }: { destination: DestinationView; actions: DestinationActions | null }) {
  const { id, type, name, hint, confirmed_at, disabled, reminders, used_by } = destination;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-hairline px-4 py-3">
      <DestinationIcon type={type} size={18} className="mt-0.5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-semibold break-all">{name}</span>
          <Health destination={destination} />
        </p>
        <p className="text-sm break-all text-muted">
          {DESTINATION_NAMES[type]}
          {hint === name ? "" : ` · ${hint}`}
        </p>
        <LastDelivery destination={destination} />
        {disabled === null ? null : (
          <p className="text-sm text-muted">
            Nothing is sent there until {actions === null ? "an owner switches" : "you switch"} it on again.
          </p>
        )}
        {reminders ? null : (
          <p className="text-sm text-muted">
            Gets no reminders: its reader stopped them, and starts them again by the same link in the mail.
          </p>
        )}
        <p className="text-sm text-muted">
          {used_by.length === 0 ? "Used by no Recipe" : `Used by ${used_by.join(", ")}`}
        </p>
        {actions !== null && confirmed_at === null ? (
          <div className="mt-2">
            <ConfirmCode id={id} byCode={type === "sms"} confirm={actions.confirm} again={actions.again} />
          </div>
        ) : null}
      </div>
      {actions === null ? null : (
        <div className="flex flex-wrap items-center gap-2 sm:justify-end">
          {confirmed_at === null ? null : <TestButton id={id} name={name} action={actions.test} />}
          {disabled === null ? null : (
            <ConfirmButton
              label="Switch on"
              name={`Switch ${name} on again`}
              title={`Switch ${name} on again?`}
              fields={{ id }}
              action={actions.enable}
              tone="primary"
            >
              Alerts are sent there again. Send a test first to see whether it answers.
            </ConfirmButton>
          )}
          {type === "webhook" ? <RotateSecretButton id={id} name={name} action={actions.rotate} /> : null}
          <RenameButton id={id} name={name} action={actions.rename} />
          <ConfirmButton
            label="Remove"
            name={`Remove ${name}`}
            title={`Remove ${name}?`}
            fields={{ id }}
            action={actions.remove}
          >
            {used_by.length === 0
              ? "No Recipe uses it. Its receipts stay."
              : `It is taken out of ${used_by.join(", ")}, and what is on its way there is given up. Its receipts stay.`}
          </ConfirmButton>
        </div>
      )}
    </li>
  );
}

function Health({
  destination: { confirmed_at, disabled, failing_since },
}: {
  destination: DestinationView;
}) {
  if (disabled !== null) return <Badge tone="danger">switched off</Badge>;
  if (confirmed_at === null) return <Badge tone="warning">waits for confirmation</Badge>;
  if (failing_since !== null) return <Badge tone="danger">failing</Badge>;
  return null;
}

function LastDelivery({ destination }: { destination: DestinationView }) {
  const { disabled, failing_since, last_error, last_delivered_at, paused_until } = destination;
  return (
    <p className="text-sm text-muted">
      {disabled === null ? null : (
        <span className="text-danger-text">
          Switched off <Time at={disabled.at} />: {disabled.reason.replace(/\.$/, "")}.{" "}
        </span>
      )}
      {failing_since === null ? null : (
        <span className="text-danger-text">
          Failing since <Time at={failing_since} />
          {last_error === null ? "" : `: ${last_error.replace(/\.$/, "")}`}
          {paused_until === null ? null : (
            <>
              , asked for patience until <Time at={paused_until} />
            </>
          )}
          .{" "}
        </span>
      )}
      {last_delivered_at === null ? (
        "Nothing delivered yet"
      ) : (
        <>
          Last delivered <Time at={last_delivered_at} />
        </>
      )}
    </p>
  );
}
