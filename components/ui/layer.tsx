"use client";

import { Slot } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useId,
  useRef,
  useState,
} from "react";

export interface Layer {
  open: boolean;
  setOpen: (open: boolean) => void;
  /** What opened it; null where something else than a trigger did. */
  trigger: RefObject<HTMLButtonElement | null>;
  contentId: string;
}

const LayerContext = createContext<Layer | null>(null);

export function useLayer(): Layer {
  const layer = useContext(LayerContext);
  if (layer === null) throw new Error("A trigger or content outside its Popover or Dialog");
  return layer;
}

export interface LayerProps {
  /** Leave out both to have it keep its own state. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** What a popover and a dialog have in common before either is opened: it needs no library. */
export function LayerRoot({ open, onOpenChange, children }: LayerProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const contentId = useId();
  const [own, setOwn] = useState(false);
  const setOpen = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  return <LayerContext value={{ open: open ?? own, setOpen, trigger, contentId }}>{children}</LayerContext>;
}

export interface LayerTriggerProps extends ComponentProps<"button"> {
  /** Its single child is the button. */
  asChild?: boolean;
}

interface LoadingTriggerProps extends LayerTriggerProps {
  /** Fetches what opens: asked for when somebody comes near, so that it is there by the click. */
  load: () => unknown;
}

export function LayerTrigger({ asChild = false, load, onClick, ...rest }: LoadingTriggerProps) {
  const { open, setOpen, trigger, contentId } = useLayer();
  const Trigger = asChild ? Slot.Root : "button";
  return (
    <Trigger
      type="button"
      aria-haspopup="dialog"
      aria-expanded={open}
      aria-controls={open ? contentId : undefined}
      {...rest}
      ref={trigger}
      onPointerEnter={load}
      onFocus={load}
      onClick={(event) => {
        onClick?.(event);
        setOpen(!open);
      }}
    />
  );
}

/** Whether it was ever opened: what closes stays, so that it can give the focus back. */
export function useWanted(open: boolean): boolean {
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  return wanted || open;
}
