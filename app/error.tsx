"use client";

export { RecoveringError as default } from "#components/shell/recovering-error.tsx";
