// `npm test`. Plain JavaScript for Node 20: installs what is missing, then hands over to the project's own Node.
import { installMissing } from "./install.mjs";
import { generateMissing, runScript } from "./run.mjs";

try {
  installMissing();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
generateMissing();
runScript("scripts/test/main.ts", process.argv.slice(2));
