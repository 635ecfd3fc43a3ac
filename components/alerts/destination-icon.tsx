import { Hash, Mail, MessageSquare, Siren, Webhook } from "lucide-react";
import type { ComponentProps } from "react";
import type { DestinationType } from "#lib/alerts/action.ts";

const ICONS = { slack: Hash, email: Mail, sms: MessageSquare, webhook: Webhook, pagerduty: Siren };

export const DESTINATION_NAMES: Record<DestinationType, string> = {
  slack: "Slack",
  email: "Email",
  sms: "SMS",
  webhook: "Webhook",
  pagerduty: "PagerDuty",
};

export function DestinationIcon({ type, ...rest }: { type: DestinationType } & ComponentProps<typeof Hash>) {
  const Icon = ICONS[type];
  return <Icon aria-hidden size={16} strokeWidth={1.75} {...rest} />;
}
