import { type Answer, type Receiver, startReceiver } from "#lib/testing/receiver.ts";

/** How a receiver misbehaves at the first attempt of each delivery; the next ones it takes. */
export const MANNERS = ["well", "500", "429", "hang", "redirect"] as const;
export type Manner = (typeof MANNERS)[number];

/** What a destination has taken: an alert's transition, by which delivery, how often. */
export interface Taken {
  manner: Manner;
  /** Incident and type of message. */
  transition: string;
  deliveryId: string;
}

interface Body {
  type: string;
  data: { incident_id: string; alerts?: Body[] };
}

/** Receivers of all manners behind one address each; they keep what they have taken. */
export async function startUnrulyReceivers(): Promise<{
  urlOf(manner: Manner): string;
  taken: Taken[];
  close(): Promise<void>;
}> {
  const taken: Taken[] = [];
  const receivers = new Map<Manner, Receiver>();
  for (const manner of MANNERS) {
    const receiver = await startReceiver();
    const seen = new Set<string>();
    receiver.answer((_, { headers, body }): Answer => {
      const deliveryId = String(headers["webhook-id"]);
      const first = !seen.has(deliveryId);
      seen.add(deliveryId);
      if (first && manner === "500") return 500;
      if (first && manner === "429") return { status: 429, headers: { "retry-after": "1" } };
      if (first && manner === "hang") return "hang";
      if (first && manner === "redirect")
        return { status: 307, headers: { location: "http://127.0.0.1:9/" } };
      const message = JSON.parse(body) as Body;
      for (const { type, data } of message.data.alerts ?? [message]) {
        taken.push({ manner, transition: `${data.incident_id} ${type}`, deliveryId });
      }
      return 200;
    });
    receivers.set(manner, receiver);
  }
  return {
    urlOf: (manner) => receivers.get(manner)?.url ?? "",
    taken,
    close: async () => {
      await Promise.all([...receivers.values()].map((receiver) => receiver.close()));
    },
  };
}
