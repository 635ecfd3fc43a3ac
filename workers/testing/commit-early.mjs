// Preloaded into a worker by a test: a mutated build, whose consumer acknowledges what it is given before anybody wrote
// it. The product has no such switch; this rewrites its source while it is being loaded.
import { registerHooks } from "node:module";

const MUTATED = /\/workers\/(?:index-events|archive\/archive-topic)\.ts$/;
const CONSUME = /stream\.consume\(([^()]*)\)/;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!MUTATED.test(url)) return loaded;
    const source = String(loaded.source);
    if (!CONSUME.test(source)) throw new Error(`The mutation finds nothing to mutate in ${url}.`);
    const mutated = source.replace(CONSUME, "stream.consume($1).then(acknowledgingAtOnce)");
    return {
      ...loaded,
      source: `${mutated}
function acknowledgingAtOnce(consumer: StreamConsumer): StreamConsumer {
  return {
    close: () => consumer.close(),
    async next(limits) {
      const batch = await consumer.next(limits);
      await batch?.acknowledge();
      return batch === null ? null : { records: batch.records, acknowledge: async () => undefined };
    },
  };
}
`,
    };
  },
});
