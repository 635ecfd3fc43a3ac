import type { TriggerEvent } from "./ingredients.ts";
import type { Subscription, TriggerDefinition } from "./trigger.ts";

export interface Poll {
  trigger: TriggerDefinition;
  subscription: Subscription;
  /** The engine's name for it; null: this once. */
  identity: string | null;
  limit: number;
}

interface ChannelChoice {
  slug: string;
  name: string;
}

interface EndpointChoice {
  channel: string;
  slug: string;
  name: string;
}

/** Whose access token it is: a person with their Channels, or the sample that an engine tests with. */
export interface Account {
  info(): { id: string; name: string; url: string };
  channels(): Promise<ChannelChoice[]>;
  endpoints(): Promise<EndpointChoice[]>;
  /** Newest first. */
  events(poll: Poll): Promise<TriggerEvent[]>;
  /** Also where it was never remembered. */
  forget(trigger: string, identity: string): Promise<void>;
}
