"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";

interface ExportButtonProps {
  sql: string;
  /** Without its ending. */
  filename: string;
}

const FAILED = "The file could not be made. Run the report to see why.";

async function fetchFile(sql: string): Promise<Blob> {
  const response = await fetch("/api/reports/export", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ sql }),
  });
  if (response.ok) return response.blob();
  const problem = (await response.json().catch(() => null)) as { detail?: unknown } | null;
  throw new Error(typeof problem?.detail === "string" ? problem.detail : FAILED);
}

/** Runs the query again, for more rows than a page shows, and keeps the answer as a CSV file. */
export function ExportButton({ sql, filename }: ExportButtonProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const url = URL.createObjectURL(await fetchFile(sql));
      const link = document.createElement("a");
      [link.href, link.download] = [url, `${filename}.csv`];
      link.click();
      URL.revokeObjectURL(url);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : FAILED);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Problem>{problem}</Problem>
      <Button size="sm" busy={busy} onClick={() => void save()}>
        {busy ? null : <Download aria-hidden />}
        CSV
      </Button>
    </>
  );
}
