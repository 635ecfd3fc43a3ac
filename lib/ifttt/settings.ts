/** The program that may ask people for access: the one that is configured. */
export interface OAuthClient {
  id: string;
  secret: string;
  /** As people know it. */
  name: string;
  /** The only address that people are sent back to. */
  redirectUri: string;
}

/** What the service of the IFTTT protocol is set up with. */
export interface IftttSettings {
  /** Shared with the engine, which names itself by it. */
  serviceKey: string;
  /** null: nobody can connect. */
  client: OAuthClient | null;
  /** Base address of the engine's Realtime API; null: it is not told of news. */
  realtimeUrl: string | null;
}

interface Variables {
  IFTTT_SERVICE_KEY?: string | undefined;
  IFTTT_CLIENT_ID?: string | undefined;
  IFTTT_CLIENT_SECRET?: string | undefined;
  IFTTT_CLIENT_NAME: string;
  IFTTT_REDIRECT_URI?: string | undefined;
  IFTTT_REALTIME_URL?: string | undefined;
}

/** null where there is no such service: it needs its key. */
export function iftttSettings(config: Variables): IftttSettings | null {
  const { IFTTT_SERVICE_KEY: serviceKey, IFTTT_CLIENT_ID: id, IFTTT_CLIENT_SECRET: secret } = config;
  const redirectUri = config.IFTTT_REDIRECT_URI;
  if (serviceKey === undefined) return null;
  const client =
    id === undefined || secret === undefined || redirectUri === undefined
      ? null
      : { id, secret, name: config.IFTTT_CLIENT_NAME, redirectUri };
  return { serviceKey, client, realtimeUrl: config.IFTTT_REALTIME_URL ?? null };
}
