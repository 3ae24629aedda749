//! The staff's single-page application.

mod app;
mod components;
mod due;
mod pages;
mod parts;
mod routes;
mod shell;
mod words;

fn main() {
    ui::start(async {}, app::App);
}
