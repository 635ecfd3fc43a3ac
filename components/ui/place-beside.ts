export type Side = "top" | "right" | "bottom" | "left";

interface Size {
  width: number;
  height: number;
}

const GAP = 6;
const MARGIN = 8;
const OPPOSITE = { top: "bottom", bottom: "top", left: "right", right: "left" } as const;

const within = (start: number, length: number, room: number) =>
  Math.max(MARGIN, Math.min(start, room - length - MARGIN));

/** Where a box of `size` stands beside `box`: on the side asked for where it fits, else opposite; never outside the window. */
export function placeBeside(
  box: Size & { left: number; top: number },
  size: Size,
  room: Size,
  side: Side,
): { left: number; top: number } {
  const space = {
    top: box.top,
    bottom: room.height - box.top - box.height,
    left: box.left,
    right: room.width - box.left - box.width,
  };
  const vertical = side === "top" || side === "bottom";
  const needed = (vertical ? size.height : size.width) + GAP + MARGIN;
  const on = space[side] < needed && space[OPPOSITE[side]] > space[side] ? OPPOSITE[side] : side;
  const left = vertical
    ? box.left + (box.width - size.width) / 2
    : on === "left"
      ? box.left - size.width - GAP
      : box.left + box.width + GAP;
  const top = vertical
    ? on === "top"
      ? box.top - size.height - GAP
      : box.top + box.height + GAP
    : box.top + (box.height - size.height) / 2;
  return { left: within(left, size.width, room.width), top: within(top, size.height, room.height) };
}
