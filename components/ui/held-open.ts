const refuse = (event: { preventDefault: () => void }) => event.preventDefault();

/** For a layer that neither Escape nor a press beside it may close: what it shows, nobody can look up again. */
export const HELD_OPEN = { onEscapeKeyDown: refuse, onInteractOutside: refuse };
