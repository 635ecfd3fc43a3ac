/** nodemailer brings no types; this is what we use of it. */
declare module "nodemailer" {
  interface Message {
    from: { name: string; address: string };
    to: string;
    subject: string;
    text: string;
    html?: string;
    headers?: Record<string, string>;
  }
  interface Server {
    host?: string;
    port?: number;
    /** TLS from the first byte. */
    secure?: boolean;
  }
  interface Transport {
    sendMail(message: Message): Promise<{ messageId: string }>;
    /** How to connect, in the place of its own way; set already where the URL names a proxy. */
    getSocket?: (
      server: Server,
      callback: (error: Error | null, socket?: { connection: import("node:net").Socket }) => void,
    ) => void;
  }
  export function createTransport(url: string): Transport;
}
