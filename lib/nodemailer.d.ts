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
  export function createTransport(url: string): {
    sendMail(message: Message): Promise<{ messageId: string }>;
  };
}
