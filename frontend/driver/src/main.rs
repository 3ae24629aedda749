//! The driver's single-page application.

mod app;
mod components;
mod pages;
mod parts;
mod routes;
mod shell;
mod words;

fn main() {
    let path = ui::address::present_path();
    ui::start(async move { parts::fetch_first(&path).await }, app::App);
}
