// The door of this room is not built yet.
