import { parseConfig } from "../lib/config.ts";
import { openInstallation } from "../lib/installation.ts";
import { openEventStream } from "../lib/stores/open.ts";

/** Puts one raw value into the topic of events of the installation under test, as no API of ours would. */
const installation = await openInstallation(parseConfig(process.env));
const stream = await openEventStream(installation);
await stream.append("api-requests", [{ key: "brightbulb", value: Buffer.from(process.argv[2] ?? "") }]);
await stream.close();
await installation.close();
