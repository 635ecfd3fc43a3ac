import {
  Activity,
  Bell,
  ChartNoAxesCombined,
  Flame,
  LayoutGrid,
  LifeBuoy,
  type LucideIcon,
  MailQuestion,
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
  usage: ChartNoAxesCombined,
  alerts: Bell,
  incidents: Flame,
  settings: Settings,
  channels: LayoutGrid,
  pipeline: Workflow,
  support: LifeBuoy,
  "dead-letters": MailX,
  unregistered: MailQuestion,
  admin: Shield,
  demo: SlidersHorizontal,
};
