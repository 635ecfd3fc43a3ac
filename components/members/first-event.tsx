import { CodeBlock } from "#components/ui/code.tsx";

interface FirstEventProps {
  origin: string;
  channel: string;
  /** The key to send with; a placeholder while none is at hand. */
  apiKey?: string;
}

/** The command that sends one event, as the platform's workers would. */
export function FirstEvent({ origin, channel, apiKey = "YOUR_API_KEY" }: FirstEventProps) {
  const event = [
    `"timestamp": "'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'"`,
    `"channel": "${channel}"`,
    `"kind": "action"`,
    `"endpoint": "send_message"`,
    `"method": "POST"`,
    `"url": "https://api.example.com/v1/messages"`,
    `"status_code": 200`,
    `"duration_ms": 123`,
  ];
  const command = [
    `curl -sS ${origin}/api/v1/events \\`,
    `  -H 'Authorization: Bearer ${apiKey}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '[{\n    ${event.join(",\n    ")}\n  }]'`,
  ].join("\n");
  return <CodeBlock code={command} copyLabel="Copy the command" />;
}
