import type { DeadLetter } from "#lib/events/dead-letter.ts";
import type { StreamMessage } from "#lib/stores/event-stream/port.ts";
import { untilSearchable } from "#lib/testing/until-searchable.ts";
import type { Ledger } from "#workers/ledger/ledger.ts";
import type { Scenario, World } from "../types.ts";
import { underFault } from "../under-fault.ts";
import { POISON_KINDS } from "./poison-kinds.ts";

const ROUNDS = 10;
const NEIGHBOURS_WITHIN_MS = 5_000;
/** These have no bytes that could carry an id: they are known by their places in the stream. */
const WITHOUT_ID = ["empty", "tombstone"];

/** Each kind once, each followed by a good event of the same partition; answers the good ones' ids. */
async function sendRound(ledger: Ledger, first: number): Promise<string[]> {
  const timestamp = new Date().toISOString();
  const key = ledger.channel;
  let number = first;
  const fields = () => {
    const id = `${ledger.channel}-${number++}`;
    return {
      id,
      text: `"id":"${id}","timestamp":"${timestamp}","channel":"${key}","duration_ms":1,"status_code":200`,
    };
  };
  const messages: StreamMessage[] = [];
  const neighbours: string[] = [];
  for (const [kind, poison] of Object.entries(POISON_KINDS)) {
    const [bad, good] = [fields(), fields()];
    messages.push({ key, value: poison(bad.text) }, { key, value: Buffer.from(`{${good.text}}`) });
    if (!WITHOUT_ID.includes(kind)) ledger.produced.add(bad.id);
    ledger.produced.add(good.id);
    neighbours.push(good.id);
  }
  await ledger.append(messages);
  return neighbours;
}

/** Places in the stream whose dead letters say that there was nothing to read. */
async function lettersWithoutId({ stream }: World, since: number): Promise<number> {
  const places = new Set<string>();
  for await (const records of stream.readRange("api-requests.dead", since, Date.now() + 60_000)) {
    for (const { value } of records) {
      const { reason, partition, offset } = JSON.parse(String(value)) as DeadLetter;
      if (WITHOUT_ID.includes(reason)) places.add(`${partition}/${offset}`);
    }
  }
  return places.size;
}

const scenario: Scenario = {
  name: "poison",
  describe: "14 kinds of message that cannot be handled as they are, ten times each, between good ones",
  async run(world) {
    const since = Date.now() - 1_000;
    let slowest = 0;
    const verdict = await underFault(world, {
      perSecond: 200,
      async fault(_, ledger) {
        for (let round = 0; round < ROUNDS; round++) {
          const at = Date.now();
          // Far beyond the numbers of the events that flow beside it.
          const ids = await sendRound(ledger, 1_000_000 + round * 1_000);
          const taken = await untilSearchable(world.index, ledger.channel, { ids, at, patienceMs: 60_000 });
          slowest = Math.max(slowest, taken);
        }
        return { "poison messages": ROUNDS * Object.keys(POISON_KINDS).length, "neighbours ms": slowest };
      },
    });
    const { problems } = verdict;
    if (slowest > NEIGHBOURS_WITHIN_MS) problems.push("neighbours took longer than 5 s");
    const letters = await lettersWithoutId(world, since);
    const expected = ROUNDS * WITHOUT_ID.length;
    if (letters !== expected)
      problems.push(`${letters} dead letters for ${expected} records without a value`);
    return verdict;
  },
};

export default scenario;
