import alertKills from "./scenarios/alert-kills.ts";
import archiveKills from "./scenarios/archive-kills.ts";
import { brokerPaused } from "./scenarios/broker-paused.ts";
import busy from "./scenarios/busy.ts";
import doubles from "./scenarios/doubles.ts";
import kills from "./scenarios/kills.ts";
import nodeKilled from "./scenarios/node-killed.ts";
import openPage from "./scenarios/open-page.ts";
import outage from "./scenarios/outage.ts";
import poison from "./scenarios/poison.ts";
import readOnly from "./scenarios/read-only.ts";
import rebalance from "./scenarios/rebalance.ts";
import { secondConsumer } from "./scenarios/second-consumer.ts";
import wholeWay from "./scenarios/whole-way.ts";
import type { Scenario } from "./types.ts";

export const SCENARIOS: readonly Scenario[] = [
  kills,
  rebalance,
  outage,
  ...brokerPaused,
  nodeKilled,
  busy,
  readOnly,
  poison,
  doubles,
  ...secondConsumer,
  openPage,
  alertKills,
  archiveKills,
  wholeWay,
];
