export { RoomSkeleton as default } from "#components/incidents/room-skeleton.tsx";
