import { expect, it } from "vitest";
import { OutageLog } from "./outage-log.ts";

function lines() {
  const said: string[] = [];
  const keep = (level: string) => (fields: object, message?: string) => {
    said.push(`${level} ${message} ${JSON.stringify(fields)}`);
  };
  const log = { warn: keep("warn"), info: keep("info") } as ConstructorParameters<typeof OutageLog>[0];
  return { said, outage: new OutageLog(log, "the store is away", { task: "progress" }) };
}

it("says an outage once, now and then while it lasts, and when it is over", () => {
  const { said, outage } = lines();
  outage.worked();
  for (let n = 0; n < 70; n++) outage.failed(new Error(`refused ${n}`));
  outage.worked();
  outage.worked();
  expect(said).toEqual([
    'warn the store is away {"task":"progress","error":"refused 0","failures":1}',
    'warn the store is away {"task":"progress","error":"refused 29","failures":30}',
    'warn the store is away {"task":"progress","error":"refused 59","failures":60}',
    'info over: the store is away {"task":"progress","failures":70}',
  ]);
});

it("tells the next outage from its first failure", () => {
  const { said, outage } = lines();
  outage.failed("once");
  outage.worked();
  outage.failed("again");
  expect(said.map((line) => line.split(" ")[0])).toEqual(["warn", "info", "warn"]);
});
