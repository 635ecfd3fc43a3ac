/** Something that happens now and then, and is waited for with a limit; what happened before the wait counts. */
export class Signal {
  #raised: boolean = false;
  #release: (() => void) | null = null;

  raise(): void {
    this.#raised = true;
    this.#release?.();
  }

  /** Resolves when raised since the last wait, or after `milliseconds`. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.#raised && milliseconds > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#release = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#release = null;
    }
    this.#raised = false;
  }
}
