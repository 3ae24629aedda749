mod amend;
mod cancel;
mod declare;
mod idempotency;
mod listing;
mod mine;
mod vectors;
