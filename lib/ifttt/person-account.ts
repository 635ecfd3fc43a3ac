import { type Person, scopeOf } from "../channels/access.ts";
import { listChannels } from "../channels/list-channels.ts";
import type { Account } from "./account.ts";
import type { IftttDeps } from "./deps.ts";
import { eventsOf } from "./events.ts";
import { forgetTriggers } from "./subscriptions/forget.ts";
import { remember } from "./subscriptions/remember.ts";

interface Connected {
  person: Person;
  connectionId: string;
}

/** A person's own Channels; `origin` is this product's address, without a slash at the end. */
export function personAccount(deps: IftttDeps, { person, connectionId }: Connected, origin: string): Account {
  const { database } = deps;
  const scope = scopeOf(person, "alerts:read");
  return {
    info: () => ({ id: person.id, name: person.name ?? person.email, url: `${origin}/connected-apps` }),
    channels: () => listChannels(database, scope),
    async endpoints() {
      const rows = await database.endpoint.findMany({
        where: scope.channels === "all" ? {} : { channelSlug: { in: [...scope.channels] } },
        orderBy: [{ name: "asc" }, { slug: "asc" }],
        // A trigger and an action can be of one name; requests of both carry it.
        distinct: ["channelSlug", "slug"],
      });
      return rows.map(({ channelSlug, slug, name }) => ({ channel: channelSlug, slug, name }));
    },
    async events({ trigger, subscription, identity, limit }) {
      const recipeId =
        identity === null
          ? null
          : await remember(deps, person, { trigger, subscription, identity, connectionId });
      return eventsOf(database, trigger, subscription, recipeId, limit);
    },
    async forget(trigger, identity) {
      await forgetTriggers(deps, { personId: person.id, trigger, identity });
    },
  };
}
