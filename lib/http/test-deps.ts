import { actionSettings } from "../alerts/actions/action-settings.ts";
import type { TestDeps } from "../alerts/destinations/send-test.ts";
import { createOutgoing } from "../outgoing/client.ts";
import type { Server } from "../server.ts";

/** What sending a test needs; `origin` is the address under which people reach us. */
export function testDeps({ database, clock, config, destinations }: Server, origin: string): TestDeps {
  const { encryptionKey, allowPrivate } = destinations;
  const settings = actionSettings(config, { origin, encryptionKey });
  return { database, clock, http: createOutgoing({ allowPrivate }), settings, encryptionKey, origin };
}
