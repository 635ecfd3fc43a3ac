export { LogsSkeleton as default } from "#components/logs/logs-skeleton.tsx";
