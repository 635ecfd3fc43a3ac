import type { RoleSettings } from "../role.ts";

/** Of a worker that talks to nobody outside. */
export function roleSettings(changed: Partial<RoleSettings> = {}): RoleSettings {
  return {
    retentionDays: 30,
    spool: ".test/spool",
    pseudonymKey: "a key of at least 16 characters",
    snapshotSourceUrl: null,
    databaseUrl: "postgres://unused",
    publicOrigin: "http://localhost:3000",
    encryptionKey: "a key of at least 16 characters",
    allowPrivate: true,
    actions: { TWILIO_URL: "http://127.0.0.1:9", PAGERDUTY_URL: "http://127.0.0.1:9" },
    heartbeatUrl: null,
    ifttt: null,
    ...changed,
  };
}
