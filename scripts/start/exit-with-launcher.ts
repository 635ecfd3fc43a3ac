// Preloaded into every child. When the launcher is gone, even by kill -9, so is the channel to it: then end, politely
// first. The channel itself keeps nobody alive.
const DRAIN_MS = 10_000;

process.channel?.unref();
process.once("disconnect", () => {
  setTimeout(() => process.exit(1), DRAIN_MS).unref();
  process.kill(process.pid, "SIGTERM");
});
