"use client";

import { createContext, type ReactNode, useContext } from "react";

export interface NavigationChannel {
  slug: string;
  name: string;
  color: string | null;
  /** The viewer's part in it: `owner`, `member`, or their staff role. */
  role: string;
  settings: boolean;
  /** Whether the viewer may see its requests; otherwise only how it is used. */
  requests: boolean;
  /** How many of its alert Recipes fired when the page was made. */
  firing: number;
}

/** What the viewer may reach; made on the server from their rights. */
export interface Navigation {
  person: { email: string; name: string | null };
  channels: NavigationChannel[];
  /** Slugs of the Channels that the viewer keeps on top. */
  pins: string[];
  /** The Channel to offer until one was visited. */
  firstChannel: string | null;
  admin: boolean;
  pipeline: boolean;
  reports: boolean;
  support: boolean;
  demo: boolean;
  /** Whether apps can be connected here at all. */
  connectedApps: boolean;
}

export type Preference = "theme" | "zone" | "pins" | "logs";

interface Shell {
  navigation: Navigation;
  savePreference: (name: Preference, value: string) => Promise<void>;
}

const ShellContext = createContext<Shell | null>(null);

export function ShellProvider({ children, navigation, savePreference }: Shell & { children: ReactNode }) {
  /** One that cannot be kept, offline say, is no reason to take the page away: it is shown as it was. */
  const save: Shell["savePreference"] = (name, value) => savePreference(name, value).catch(() => undefined);
  return <ShellContext value={{ navigation, savePreference: save }}>{children}</ShellContext>;
}

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (shell === null) throw new Error("useShell is for what stands inside the dashboard's layout");
  return shell;
}
