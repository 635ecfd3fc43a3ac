// Preloaded into an archive worker by a test: its files end early, and it acknowledges what it is given before any is written.
import "./archive-early.mjs";
import "./commit-early.mjs";
