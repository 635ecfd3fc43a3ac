import "./globals.css";
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ZoneProvider } from "#components/ui/zone.tsx";
import { isZone } from "#lib/format/time.ts";

const sans = localFont({
  src: "../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2",
  variable: "--font-geist-sans",
  weight: "100 900",
});

const mono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
});

/** Pages depend on who asks; trying to render them while building would open the stores. */
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { template: "%s · Channelscope", default: "Channelscope" },
  description: "Real-time logs and health of every request a platform makes to a partner's API.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafafa" },
    { media: "(prefers-color-scheme: dark)", color: "#0d0e11" },
  ],
};

/** Theme and zone live in cookies: the first byte already has them right, with no script and no flash. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const chosen = jar.get("theme")?.value;
  const theme = chosen === "light" || chosen === "dark" ? chosen : undefined;
  const zone = jar.get("zone")?.value ?? "UTC";
  return (
    <html lang="en" data-theme={theme} className={`${sans.variable} ${mono.variable}`}>
      <body>
        <ZoneProvider zone={isZone(zone) ? zone : "UTC"} today={Date.now()}>
          {children}
        </ZoneProvider>
      </body>
    </html>
  );
}
