import type { Terminal } from "./terminal.ts";

interface SignIn {
  email: string;
  password: string;
  role: string;
}

/** What to do now: the address, the demo's people, where logs are. */
export function welcome(
  terminal: Terminal,
  { url, took, logs, people }: { url: string; took: string; logs: string; people: readonly SignIn[] | null },
): void {
  const { line, strong, dim } = terminal;
  line();
  line(`  ${dim("Open")}   ${strong(url)}   ${dim(`after ${took}`)}`);
  if (people === null) {
    line(`  ${dim("First")}  npm run -s admin -- create EMAIL   makes the first admin, once`);
  } else {
    const width = (key: keyof SignIn) => Math.max(...people.map((person) => person[key].length));
    const [emails, passwords] = [width("email"), width("password")];
    people.forEach(({ email, password, role }, index) => {
      const label = index === 0 ? "Demo" : "    ";
      line(`  ${dim(label)}   ${email.padEnd(emails)}  ${password.padEnd(passwords)}  ${dim(role)}`);
    });
  }
  line(`  ${dim("Logs")}   ${logs}`);
  line(`  ${dim("Stop")}   Ctrl-C`);
  line();
}
