mod check;
mod mine;
