import {
  Activity,
  LayoutGrid,
  type LucideIcon,
  MailX,
  ScrollText,
  Settings,
  Shield,
  SlidersHorizontal,
  Workflow,
} from "lucide-react";
import type { ScreenName } from "./screens.ts";

export const SCREEN_ICONS: Record<ScreenName, LucideIcon> = {
  health: Activity,
  logs: ScrollText,
  settings: Settings,
  channels: LayoutGrid,
  pipeline: Workflow,
  "dead-letters": MailX,
  admin: Shield,
  demo: SlidersHorizontal,
};
