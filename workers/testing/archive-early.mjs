// Preloaded into an archive worker by a test: files end after half a second, so that a short run makes many commits. The
// product has no such switch; this rewrites a constant while it is being loaded.
import { registerHooks } from "node:module";

const ROLE = /\/workers\/archive-role\.ts$/;
const AGE = "ageMs: 3_600_000";

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!ROLE.test(url)) return loaded;
    const source = String(loaded.source);
    if (!source.includes(AGE)) throw new Error("There is no age to shorten in workers/archive-role.ts.");
    return { ...loaded, source: source.replace(AGE, "ageMs: 500") };
  },
});
