/** The screen's keys, for the card; what they do is bound where the screen is put together. */
export const SHORTCUTS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["/"], does: "Write a condition" },
  { keys: ["j", "↓"], does: "Next request" },
  { keys: ["k", "↑"], does: "Previous request" },
  { keys: ["Enter"], does: "Open the request that has the focus" },
  { keys: ["Esc"], does: "Close the request" },
  { keys: ["l"], does: "Live tail on or off" },
  { keys: ["p"], does: "Pause the live tail, or go on" },
  { keys: ["Shift", "←", "→"], does: "Select in the histogram that has the focus" },
  { keys: ["Ctrl K"], does: "Search or jump to" },
  { keys: ["?"], does: "This card" },
];
