import type { WriteStream } from "node:tty";

type Output = Pick<NodeJS.WriteStream, "write"> & Partial<Pick<WriteStream, "isTTY">>;

export interface Terminal {
  line(text?: string): void;
  /** Something that takes a while: shown as running where the terminal can, and in one line with its duration at its end. */
  step<T>(name: string, work: () => Promise<{ result: T; detail: string }>): Promise<T>;
  strong(text: string): string;
  dim(text: string): string;
}

const ESCAPE = "\u001b[";
const WIDTH = 10;

export function createTerminal(output: Output, { color = output.isTTY === true } = {}): Terminal {
  const running = new Map<string, number>();
  const live = output.isTTY === true;
  const style = (code: number) => (text: string) => (color ? `${ESCAPE}${code}m${text}${ESCAPE}0m` : text);
  const [strong, dim, green] = [style(1), style(2), style(32)];
  let timer: NodeJS.Timeout | undefined;

  const clear = () => {
    if (live) output.write(`\r${ESCAPE}K`);
  };
  const status = () => {
    if (!live || running.size === 0) return;
    const parts = [...running].map(([name, since]) => `${name} ${seconds(performance.now() - since, 0)}`);
    output.write(`\r${ESCAPE}K${dim(`  … ${parts.join(" · ")}`)}`);
  };
  const line = (text = "") => {
    clear();
    output.write(`${text}\n`);
    status();
  };

  return {
    line,
    strong,
    dim,
    async step(name, work) {
      const began = performance.now();
      running.set(name, began);
      timer ??= live ? setInterval(status, 500).unref() : undefined;
      status();
      try {
        const { result, detail } = await work();
        running.delete(name);
        line(`  ${green("✓")} ${name.padEnd(WIDTH)} ${detail}  ${dim(seconds(performance.now() - began))}`);
        return result;
      } finally {
        running.delete(name);
        if (running.size === 0) {
          clearInterval(timer);
          timer = undefined;
          clear();
        }
      }
    },
  };
}

export function seconds(milliseconds: number, digits = 1): string {
  return `${(milliseconds / 1000).toFixed(digits)} s`;
}
