import type { MemberRole, StaffRole } from "#lib/channels/access.ts";

/** Somebody whom a demo installation lets in by one click. The passwords are public: they exist in demo mode only. */
export interface DemoSignIn {
  email: string;
  password: string;
  name: string;
  role: MemberRole | StaffRole;
  /** Channels of the membership; empty for staff, who see beyond memberships. */
  channels: readonly string[];
  description: string;
}

export const DEMO_SIGN_INS: readonly DemoSignIn[] = [
  {
    email: "mira@brightbulb.example",
    password: "demo-mira-brightbulb",
    name: "Mira Kovač",
    role: "owner",
    channels: ["brightbulb", "plugpoint"],
    description: "Channel owner at Brightbulb: Brightbulb and Plugpoint, members and API keys",
  },
  {
    email: "tomas@snapbox.example",
    password: "demo-tomas-snapbox",
    name: "Tomás Rivera",
    role: "member",
    channels: ["snapbox"],
    description: "Partner developer at Snapbox: reads Health and Logs of one Channel",
  },
  {
    email: "sena@platform.example",
    password: "demo-sena-support",
    name: "Sena Yıldız",
    role: "support",
    channels: [],
    description: "Support of the platform: every Channel, and the demo panel",
  },
  {
    email: "alex@platform.example",
    password: "demo-alex-admin",
    name: "Alex Osei",
    role: "admin",
    channels: [],
    description: "Administrator: also registers Partners and Channels",
  },
  {
    email: "ines@platform.example",
    password: "demo-ines-analyst",
    name: "Inês Duarte",
    role: "analyst",
    channels: [],
    description: "Analyst: usage over all Channels, no request logs",
  },
];
