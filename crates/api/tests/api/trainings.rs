mod declare;
mod idempotency;
mod mine;
mod vectors;
