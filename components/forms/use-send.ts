"use client";

import { type RefCallback, useCallback, useRef, useTransition } from "react";

/** What a `<form>` takes. */
export interface FormProps {
  ref: RefCallback<HTMLFormElement>;
  action: (form: FormData) => void;
}

/**
 * A form that is sent by `send`, which answers whether what was typed may go. It is an action, not a handler: what is
 * sent before the page's scripts are there, React keeps and sends then.
 */
export function useSend(send: (form: FormData) => Promise<boolean>): { busy: boolean; form: FormProps } {
  const [busy, start] = useTransition();
  const done = useRef<boolean>(false);
  // React empties a form after its action, whatever came of it.
  const ref = useCallback((element: HTMLFormElement) => {
    const keep = (event: Event) => {
      if (!done.current) event.preventDefault();
    };
    element.addEventListener("reset", keep);
    return () => element.removeEventListener("reset", keep);
  }, []);

  function action(form: FormData) {
    done.current = false;
    start(async () => {
      done.current = await send(form);
    });
  }
  return { busy, form: { ref, action } };
}
