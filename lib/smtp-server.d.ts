/** smtp-server brings no types; this is what tests use of it. */
declare module "smtp-server" {
  import type { Readable } from "node:stream";

  interface Options {
    /** SMTP commands that are not offered. */
    disabledCommands: string[];
    onAuth?(
      auth: { username?: string; password?: string },
      session: unknown,
      done: (error: Error | null, answer?: { user: string }) => void,
    ): void;
    onData(
      stream: Readable,
      session: { envelope: { mailFrom: false | { address: string }; rcptTo: { address: string }[] } },
      done: (error?: Error | null) => void,
    ): void;
  }

  export class SMTPServer {
    constructor(options: Options);
    server: import("node:net").Server;
    listen(port: number, host: string, done: () => void): void;
    close(done: () => void): void;
    on(event: "error", listener: (error: Error) => void): this;
  }
}
