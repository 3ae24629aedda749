//! The driver's single-page application.

mod app;
mod components;
mod pages;
mod parts;
mod routes;
mod shell;
mod words;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
