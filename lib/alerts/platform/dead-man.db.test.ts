import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../database/client.ts";
import { createLog } from "../../log.ts";
import { createOutgoing } from "../../outgoing/client.ts";
import { recordProgress } from "../../pipeline/progress.ts";
import { type MembersWorld, openMembersWorld } from "../../testing/members.ts";
import { type Receiver, startReceiver } from "../../testing/receiver.ts";
import { addPlatformDestination } from "./add-destination.ts";
import { DeadMan } from "./dead-man.ts";

const SECOND = 1_000;
const LOOK = 30 * SECOND;
const MINUTE = 60 * SECOND;

describe("web, while alerts are to be judged elsewhere", () => {
  let world: MembersWorld;
  let pagerDuty: Receiver;
  /** The database, as this web reaches it. */
  let reachable: boolean;

  beforeEach(async () => {
    world = await openMembersWorld();
    pagerDuty = await startReceiver();
    pagerDuty.answer(() => ({ status: 202, body: "{}" }));
    reachable = true;
    const admin = await world.somebody("admin@example.com", { staff: "admin" });
    const pager = { type: "pagerduty" as const, routing_key: "a".repeat(32), name: "on call" };
    await addPlatformDestination(world, admin, pager);
  });
  afterEach(async () => {
    await pagerDuty.close();
    await world.close();
  });

  function aWeb(): DeadMan {
    const { clock, database: near } = world;
    const gone = () => Promise.reject(new Error("gone"));
    const away = {
      $queryRaw: gone,
      pipelineProgress: { findMany: gone },
      destination: { findMany: gone },
    } as unknown as Database;
    return new DeadMan({
      get database() {
        return reachable ? near : away;
      },
      clock,
      log: createLog("test", "silent"),
      http: createOutgoing({ allowPrivate: true }),
      settings: {
        sendMail: null,
        twilio: null,
        pagerDutyUrl: new URL(pagerDuty.url).origin,
        unsubscribeUrl: () => "",
      },
      encryptionKey: world.destinations.encryptionKey,
      origin: "https://scope.example",
    });
  }

  /** Looks for so long; alerts are judged meanwhile, or not. */
  async function pass(ms: number, web: DeadMan, judging: boolean) {
    for (const end = world.clock.now() + ms; world.clock.now() < end; ) {
      world.clock.advance(LOOK);
      const now = world.clock.now();
      if (judging)
        await recordProgress(
          world.database,
          "worker",
          [{ partition: 0, offset: 1, completeTo: now - SECOND }],
          now,
        );
      await web.look();
    }
  }

  /** As `trigger channelscope-…: …`. */
  const told = () =>
    pagerDuty.received.map(({ body }) => {
      const { event_action, dedup_key, payload } = JSON.parse(body);
      return [event_action, dedup_key, payload?.summary].filter(Boolean).join(" ");
    });
  const KEY = "channelscope-evaluation-stopped-scope.example";

  it("pages once when nobody judges any more, and says when somebody does again", async () => {
    const web = aWeb();
    await pass(10 * MINUTE, web, true);
    await pass(2.5 * MINUTE, web, false);
    expect(told()).toEqual([`resolve ${KEY}`]);
    await pass(10 * MINUTE, web, false);
    expect(told().slice(1)).toEqual([
      expect.stringMatching(`^trigger ${KEY} .*Alert Recipes have not been judged for 3.min`),
    ]);
    await pass(MINUTE, web, true);
    expect(told().slice(2)).toEqual([`resolve ${KEY}`]);
  });

  it("pages when the database is what is gone, to those it knew", async () => {
    const web = aWeb();
    await pass(MINUTE, web, true);
    reachable = false;
    await pass(4 * MINUTE, web, false);
    expect(told().at(-1)).toMatch(/^trigger/);
  });

  it("gives whoever judges the time to begin, and does not page for an old watermark alone", async () => {
    await pass(MINUTE, aWeb(), true);
    world.clock.advance(8 * 60 * MINUTE);
    const count = told().length;
    const web = aWeb();
    await pass(2.5 * MINUTE, web, false);
    await pass(MINUTE, web, true);
    expect(told().slice(count)).toEqual([`resolve ${KEY}`]);
  });

  it("pages nobody because the machine slept", async () => {
    const web = aWeb();
    await pass(MINUTE, web, true);
    const count = told().length;
    world.clock.advance(8 * 60 * MINUTE);
    await pass(MINUTE, web, false);
    await pass(5 * MINUTE, web, true);
    expect(told()).toHaveLength(count);
  });

  it("tries again until the pager has heard it", async () => {
    const web = aWeb();
    await pass(MINUTE, web, true);
    const count = told().length;
    pagerDuty.answer((n) => (n < count + 2 ? 500 : { status: 202, body: "{}" }));
    await pass(6 * MINUTE, web, false);
    expect(told().slice(count)).toHaveLength(3);
  });
});
